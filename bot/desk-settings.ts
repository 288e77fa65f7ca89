import { z } from 'zod';
import { isLoopback } from './loopback.js';

/** How staff get in. `link`: by a one-time link that is printed at the start; undefined: there is no desk. */
export type DeskSignIn = { readonly kind: 'link' } | ({ readonly kind: 'oidc' } & OidcSettings) | undefined;

/** An OpenID Connect provider, and who of those it knows is staff. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** E-mail addresses, `@domain` for all of a domain, `group:name` for members of a group; in lower case. */
  readonly staff: readonly string[];
}

export interface DeskSettings {
  readonly signIn: DeskSignIn;
  /** Address that dials, with `{phone}` where the number belongs, such as `tel:{phone}`. */
  readonly dialUrl: string;
  /** Who rings: a simulated telephone in the browser, or staff. */
  readonly telephone: 'simulator' | 'staff';
}

export const deskVariables = {
  DESK_SIGN_IN: z
    .enum(['link', 'oidc', 'off'], { error: 'DESK_SIGN_IN: write link, oidc or off' })
    .optional(),
  DESK_OIDC_ISSUER: z
    .string()
    .refine(isSafe, 'DESK_OIDC_ISSUER: write an address that begins with https://')
    .refine(
      isOneOrganisation,
      'DESK_OIDC_ISSUER: write the id of your tenant in the place of common, organizations or consumers',
    )
    .optional(),
  DESK_OIDC_CLIENT_ID: z.string().optional(),
  DESK_OIDC_CLIENT_SECRET: z.string().optional(),
  DESK_STAFF: z
    .string()
    .regex(
      /^(?:[^\s,@]*@[^\s,@]+|group:[^,]+)(?:\s*,\s*(?:[^\s,@]*@[^\s,@]+|group:[^,]+))*$/,
      'DESK_STAFF: write e-mail addresses, @domain or group:name, comma-separated',
    )
    .optional(),
  DESK_DIAL_URL: z
    .string()
    .regex(
      /^(?:https:\/\/|tel:|sip:|callto:|msteams:).*\{phone\}/,
      'DESK_DIAL_URL: write an address with {phone} in it that begins with tel:, sip:, callto:, msteams: or https://',
    )
    .default('tel:{phone}'),
  TELEPHONE: z.enum(['simulator', 'staff'], { error: 'TELEPHONE: write simulator or staff' }).optional(),
};

type Values = z.infer<z.ZodObject<typeof deskVariables>>;

/** Without a choice staff sign in by the provider where there is one, else by the link, which production must ask for. */
export function deskSettings(set: Values, production: boolean): DeskSettings {
  const chosen = set.DESK_SIGN_IN ?? (set.DESK_OIDC_ISSUER ? 'oidc' : production ? 'off' : 'link');
  return {
    signIn: signIn(set, chosen),
    dialUrl: set.DESK_DIAL_URL,
    telephone: set.TELEPHONE ?? (production ? 'staff' : 'simulator'),
  };
}

/** What the variables demand of each other. */
export function deskMistakes(set: Readonly<Record<string, string | undefined>>): readonly string[] {
  const oidc = set.DESK_SIGN_IN === 'oidc' || (set.DESK_SIGN_IN === undefined && set.DESK_OIDC_ISSUER);
  const needed = ['DESK_OIDC_ISSUER', 'DESK_OIDC_CLIENT_ID', 'DESK_OIDC_CLIENT_SECRET', 'DESK_STAFF'];
  return [
    ...needed.filter((name) => oidc && !set[name]).map((name) => `${name}: required with OpenID Connect`),
    ...(set.NODE_ENV === 'production' && set.TELEPHONE === 'simulator'
      ? ['TELEPHONE: the simulator is refused in production, since nobody would be rung']
      : []),
  ];
}

function signIn(set: Values, chosen: 'link' | 'oidc' | 'off'): DeskSignIn {
  if (chosen === 'link') return { kind: 'link' };
  const {
    DESK_OIDC_ISSUER: issuer,
    DESK_OIDC_CLIENT_ID: clientId,
    DESK_OIDC_CLIENT_SECRET: clientSecret,
  } = set;
  if (chosen === 'off' || !issuer || !clientId || !clientSecret) return undefined;
  const staff = (set.DESK_STAFF ?? '').split(',').map((one) => one.trim().toLowerCase());
  return { kind: 'oidc', issuer, clientId, clientSecret, staff };
}

/** Whether nobody on the way can read along: TLS, or a server on this machine. */
function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/** Entra ID can speak for all its tenants, each of which may give its people any e-mail address. */
function isOneOrganisation(address: string): boolean {
  if (!URL.canParse(address)) return true;
  const { hostname, pathname } = new URL(address);
  return (
    hostname !== 'login.microsoftonline.com' ||
    !/^\/(?:common|organizations|consumers)(?:\/|$)/i.test(pathname)
  );
}
