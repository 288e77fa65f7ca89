import { join, resolve } from 'node:path';
import { z } from 'zod';
import { type CluSettings, cluSettings, cluVariables } from './clu-settings.js';
import { type DeskSettings, deskMistakes, deskSettings, deskVariables } from './desk-settings.js';
import { type ItsmSettings, itsmMistakes, itsmSettings, itsmVariables } from './itsm-settings.js';
import { variables } from './variables.js';

/** Everything that an operator can set, checked once at the start. Relative paths are those of the working folder. */
export interface Config {
  /** Folder of the program: package.json, web pages and the default content are found from here. */
  readonly root: string;
  readonly production: boolean;
  readonly port: number;
  readonly host: string;
  /** `file:<folder>`, or `postgres://…`, which may hold a password. */
  readonly storeUrl: string;
  readonly recognizer: 'local' | 'clu';
  /** The CLU deployment that also reads messages; undefined unless `recognizer` is `clu`. */
  readonly clu: CluSettings | undefined;
  /** Folder with the document and the editor's YAML. */
  readonly content: string;
  /** The instant at which the process's clock starts; undefined: the machine's clock. */
  readonly startAt: Date | undefined;
  /** Signs Direct Line tokens; undefined: one that is made and kept in the store. */
  readonly directLineSecret: string | undefined;
  /** Web origins, besides our own, that may show the widget and use the Direct Line endpoint. */
  readonly allowedOrigins: readonly string[];
  /** A proxy stands in front, whose X-Forwarded headers tell scheme and client address. */
  readonly behindProxy: boolean;
  /** Azure bot registration; undefined: no cloud. */
  readonly app: AppRegistration | undefined;
  /** Where cases and callbacks are sent besides the built-in desk. */
  readonly webhook: { readonly url: string; readonly secret: string } | undefined;
  /** The ITSM system in which cases become incidents, too. */
  readonly itsm: ItsmSettings | undefined;
  /** Where staff work. */
  readonly desk: DeskSettings;
  /** Folder of a sentence encoder; undefined: the one that is installed with the program, if any. */
  readonly encoderPath: string | undefined;
  /** For how many days conversations, drafts and feedback are kept after they were last touched. */
  readonly retentionDays: number;
  readonly logLevel: string;
}

export interface AppRegistration {
  readonly id: string;
  readonly password: string;
  readonly type: 'MultiTenant' | 'SingleTenant' | 'UserAssignedMSI';
  readonly tenantId: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Every mistake of the environment at once, each naming its variable. Values are never repeated: they may be secrets. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(readonly mistakes: readonly string[]) {
    super(`The configuration cannot be used:\n${mistakes.map((mistake) => `  - ${mistake}`).join('\n')}`);
  }
}

const optional = z.string().optional();
const secret = (name: string) => z.string().min(16, `${name}: write at least 16 characters`).optional();

const schema = z.object({
  PORT: z.coerce
    .number(problem('PORT', 'a whole number from 0 to 65535'))
    .int()
    .min(0)
    .max(65_535)
    .default(3978),
  HOST: optional,
  STORE_URL: z
    .string()
    .regex(
      /^[a-z]+:.+/,
      'STORE_URL: write file:<folder> or postgres://<user>:<password>@<host>:5432/<database>',
    )
    .optional(),
  RECOGNIZER: z.enum(['local', 'clu'], problem('RECOGNIZER', 'local or clu')).default('local'),
  ...cluVariables,
  FIRSTLINE_CONTENT: optional,
  FIRSTLINE_NOW: z.iso
    .datetime({ offset: true, ...problem('FIRSTLINE_NOW', 'an instant such as 2026-03-11T10:30:00Z') })
    .optional(),
  DIRECTLINE_SECRET: secret('DIRECTLINE_SECRET'),
  ALLOWED_ORIGINS: z
    .string()
    .default('')
    .transform(commaSeparated)
    .refine((origins) => origins.every(isOrigin), {
      error: 'ALLOWED_ORIGINS: write scheme and host alone, such as https://www.example.org, comma-separated',
    }),
  BEHIND_PROXY: z.enum(['true', 'false'], problem('BEHIND_PROXY', 'true or false')).default('false'),
  MicrosoftAppId: optional,
  MicrosoftAppPassword: optional,
  MicrosoftAppType: z
    .enum(
      ['MultiTenant', 'SingleTenant', 'UserAssignedMSI'],
      problem('MicrosoftAppType', 'MultiTenant, SingleTenant or UserAssignedMSI'),
    )
    .default('SingleTenant'),
  MicrosoftAppTenantId: optional,
  WEBHOOK_URL: z.url(problem('WEBHOOK_URL', 'an address such as https://itsm.example.org/hook')).optional(),
  WEBHOOK_SECRET: secret('WEBHOOK_SECRET'),
  ...itsmVariables,
  ...deskVariables,
  ENCODER_PATH: optional,
  RETENTION_DAYS: z.coerce
    .number(problem('RETENTION_DAYS', 'a whole number from 1 to 3650'))
    .int('RETENTION_DAYS: write a whole number')
    .min(1, 'RETENTION_DAYS: write 1 or more')
    .max(3650, 'RETENTION_DAYS: write 3650 or less')
    .default(90),
  LOG_LEVEL: z
    .enum(
      ['debug', 'info', 'warn', 'error', 'silent'],
      problem('LOG_LEVEL', 'debug, info, warn, error or silent'),
    )
    .default('info'),
  NODE_ENV: optional,
});

/** Environment to configuration. Throws a ConfigError with all mistakes; an empty variable counts as unset. */
export function readConfig(
  env: Environment,
  { root, cwd }: { readonly root: string; readonly cwd: string },
): Config {
  const given = Object.fromEntries(variables.map(({ name }) => [name, env[name]?.trim() || undefined]));
  const parsed = schema.safeParse(given);
  const mistakes = [...(parsed.error?.issues.map(({ message }) => message) ?? []), ...missing(given)];
  if (!parsed.success || mistakes.length > 0) throw new ConfigError(mistakes);
  const set = parsed.data;
  return Object.freeze({
    root,
    production: set.NODE_ENV === 'production',
    port: set.PORT,
    host: set.HOST ?? (set.MicrosoftAppId ? '0.0.0.0' : '127.0.0.1'),
    storeUrl: set.STORE_URL === undefined ? `file:${join(root, 'data')}` : storeUrl(set.STORE_URL, cwd),
    recognizer: set.RECOGNIZER,
    clu: set.RECOGNIZER === 'clu' ? cluSettings(set) : undefined,
    content:
      set.FIRSTLINE_CONTENT === undefined
        ? join(root, 'knowledge/content')
        : resolve(cwd, set.FIRSTLINE_CONTENT),
    startAt: set.FIRSTLINE_NOW === undefined ? undefined : new Date(set.FIRSTLINE_NOW),
    directLineSecret: set.DIRECTLINE_SECRET,
    allowedOrigins: set.ALLOWED_ORIGINS,
    behindProxy: set.BEHIND_PROXY === 'true',
    app: set.MicrosoftAppId
      ? {
          id: set.MicrosoftAppId,
          password: set.MicrosoftAppPassword ?? '',
          type: set.MicrosoftAppType,
          tenantId: set.MicrosoftAppTenantId ?? '',
        }
      : undefined,
    webhook:
      set.WEBHOOK_URL && set.WEBHOOK_SECRET
        ? { url: set.WEBHOOK_URL, secret: set.WEBHOOK_SECRET }
        : undefined,
    itsm: itsmSettings(set),
    desk: deskSettings(set, set.NODE_ENV === 'production'),
    encoderPath: set.ENCODER_PATH === undefined ? undefined : resolve(cwd, set.ENCODER_PATH),
    retentionDays: set.RETENTION_DAYS,
    logLevel: set.LOG_LEVEL,
  });
}

/** What variables demand of each other. */
function missing(set: Environment): readonly string[] {
  const production = set.NODE_ENV === 'production';
  const mistakes = [
    production &&
      !set.MicrosoftAppId &&
      'MicrosoftAppId: required in production, since without it any stranger could post as anybody',
    production && set.FIRSTLINE_NOW && 'FIRSTLINE_NOW: leave it empty in production',
    set.MicrosoftAppId &&
      !set.MicrosoftAppPassword &&
      set.MicrosoftAppType !== 'UserAssignedMSI' &&
      'MicrosoftAppPassword: required with MicrosoftAppId',
    set.MicrosoftAppId &&
      !set.MicrosoftAppTenantId &&
      set.MicrosoftAppType !== 'MultiTenant' &&
      'MicrosoftAppTenantId: required with MicrosoftAppId unless MicrosoftAppType is MultiTenant',
    set.WEBHOOK_URL && !set.WEBHOOK_SECRET && 'WEBHOOK_SECRET: required with WEBHOOK_URL',
    ...itsmMistakes(set),
    ...deskMistakes(set),
    ...Object.keys(cluVariables).map(
      (name) => set.RECOGNIZER === 'clu' && !set[name] && `${name}: required with RECOGNIZER=clu`,
    ),
  ];
  return mistakes.filter((mistake): mistake is string => typeof mistake === 'string' && mistake !== '');
}

function commaSeparated(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** As browsers write it, since it is compared with what they send; it also goes into a header. */
function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

function problem(name: string, expected: string): { readonly error: string } {
  return { error: `${name}: write ${expected}` };
}

function storeUrl(url: string, cwd: string): string {
  return url.startsWith('file:') && !url.startsWith('file://') ? `file:${resolve(cwd, url.slice(5))}` : url;
}
