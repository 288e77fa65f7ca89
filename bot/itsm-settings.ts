import { z } from 'zod';
import { isLoopback } from './loopback.js';

/** The Ivanti Neurons for ITSM tenant in which cases become incidents. */
export interface ItsmSettings {
  /** Its address up to where `/api` follows, without a slash at its end; http only on this machine. */
  readonly url: string;
  readonly key: string;
}

export const itsmVariables = {
  ITSM_URL: z
    .string()
    .refine(
      isSafe,
      'ITSM_URL: write the address of your tenant, beginning with https://, without user name, "?" and "#"',
    )
    .refine(
      (address) => !/\/api(?:\/|$)/i.test(address),
      'ITSM_URL: leave out /api and what follows, as in https://example.ivanticloud.com or https://itsm.example.org/HEAT',
    )
    .optional(),
  ITSM_API_KEY: z
    .string()
    .regex(/^[!-~]+$/, 'ITSM_API_KEY: write the key as the configuration console shows it, without spaces')
    .optional(),
};

type Values = Readonly<Partial<Record<keyof typeof itsmVariables, string>>>;

/** The settings; undefined unless both are given. */
export function itsmSettings({ ITSM_URL: url, ITSM_API_KEY: key }: Values): ItsmSettings | undefined {
  return url && key ? { url: url.replace(/\/+$/, ''), key } : undefined;
}

/** What the variables demand of each other. */
export function itsmMistakes({
  ITSM_URL: url,
  ITSM_API_KEY: key,
}: Readonly<Record<string, string | undefined>>): readonly string[] {
  if (url && !key) return ['ITSM_API_KEY: required with ITSM_URL'];
  return key && !url ? ['ITSM_URL: required with ITSM_API_KEY'] : [];
}

/** Whether nobody on the way can read along, and nothing secret stands in the address. */
function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(address);
  if (username !== '' || password !== '' || search !== '' || hash !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}
