import { z } from 'zod';
import { isLoopback } from './loopback.js';

/** Where the CLU project is deployed that reads messages (deployment/clu/README.md). */
export interface CluSettings {
  /** Address of the Language resource, without a slash at its end; http only on this machine. */
  readonly endpoint: string;
  readonly key: string;
  readonly project: string;
  readonly deployment: string;
}

/** CLU's own rule for names of projects and deployments. */
const name = (variable: string) =>
  z
    .string()
    .regex(/^[\w.-]{1,50}$/, `${variable}: write at most 50 letters, digits, "_", "." and "-"`)
    .optional();

/** The variables that tell where it is; all of them are required with RECOGNIZER=clu. */
export const cluVariables = {
  CLU_ENDPOINT: z
    .string()
    .refine(
      isSafe,
      'CLU_ENDPOINT: write an address that begins with https://, since messages and the key are sent there',
    )
    .optional(),
  CLU_KEY: z
    .string()
    .regex(/^[!-~]+$/, 'CLU_KEY: write the key as the Azure portal shows it, without spaces')
    .optional(),
  CLU_PROJECT: name('CLU_PROJECT'),
  CLU_DEPLOYMENT: name('CLU_DEPLOYMENT'),
};

type Values = Readonly<Partial<Record<keyof typeof cluVariables, string>>>;

/** The settings; undefined unless all are given. */
export function cluSettings(set: Values): CluSettings | undefined {
  const { CLU_ENDPOINT: endpoint, CLU_KEY: key, CLU_PROJECT: project, CLU_DEPLOYMENT: deployment } = set;
  if (!endpoint || !key || !project || !deployment) return undefined;
  return { endpoint: endpoint.replace(/\/+$/, ''), key, project, deployment };
}

/** Whether nobody on the way can read along: TLS, or a server on this machine. */
function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}
