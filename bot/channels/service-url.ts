import { isLoopback } from '../loopback.js';

/** Where Microsoft's channels take replies; `*.` stands for any one or more labels. */
export const microsoftServiceHosts: readonly string[] = [
  'smba.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
  '*.botframework.com',
  '*.botframework.azure.us',
];

export interface ServiceUrlRule {
  /** Host names, or `*.` and a domain. */
  readonly hosts: readonly string[];
  /** Also plain http and https on this machine; for development only. */
  readonly loopback: boolean;
}

/**
 * Whether a reply may be sent there. Anything else would let a stranger's activity make this process call an address
 * of the stranger's choice.
 */
export function isAllowedServiceUrl(text: string, rule: ServiceUrlRule): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return false;
  if (rule.loopback && isLoopback(url.hostname)) return url.protocol === 'http:' || url.protocol === 'https:';
  return url.protocol === 'https:' && rule.hosts.some((host) => matches(url.hostname, host));
}

function matches(hostname: string, host: string): boolean {
  return host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host;
}
