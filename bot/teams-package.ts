import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { z } from 'zod';

/** What an organisation fills in; `developer` is how it appears in the store of its own tenant. */
const given = z.object({
  appId: z.guid({
    error: 'must be the app id of the registration, like 11111111-2222-4333-8444-555555555555',
  }),
  host: z
    .string()
    .max(253)
    .regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, {
      error: 'must be a host name without https:// and without a path, like support.example.org',
    }),
  version: z
    .string()
    .max(32)
    .regex(/^\d+\.\d+\.\d+$/, { error: 'must be three numbers, like 1.0.0' })
    .optional(),
  company: z.string().min(1).max(32, { error: 'may have at most 32 characters' }).optional(),
  website: page(),
  privacy: page(),
  terms: page(),
});

function page() {
  const error = 'must be an https address';
  return z
    .url({ protocol: /^https$/, error })
    .max(2048, { error })
    .optional();
}

export type PackageOptions = z.input<typeof given>;

/** The app package, or the mistakes in what was filled in: one line each, naming the option. */
export type TeamsPackage =
  | { readonly kind: 'package'; readonly zip: Uint8Array; readonly manifest: Manifest }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly string[] };

const template = z.looseObject({
  version: z.string(),
  developer: z.looseObject({
    name: z.string(),
    websiteUrl: z.string(),
    privacyUrl: z.string(),
    termsOfUseUrl: z.string(),
  }),
  icons: z.object({ color: z.string(), outline: z.string() }),
});

type Manifest = z.infer<typeof template>;

/** Fills in the manifest of `deployment/teams` and packs it with its icons, the same bytes for the same options. */
export function createTeamsPackage(root: string, options: PackageOptions): TeamsPackage {
  const read = given.safeParse(options);
  if (!read.success) {
    const mistakes = read.error.issues.map(({ path, message }) => `--${optionOf(path[0])} ${message}`);
    return { kind: 'mistakes', mistakes };
  }
  const folder = join(root, 'deployment/teams');
  const manifest = fill(readFileSync(join(folder, 'manifest.json'), 'utf8'), read.data);
  const icon = (name: string): Uint8Array => new Uint8Array(readFileSync(join(folder, name)));
  const { color, outline } = manifest.icons;
  const text = new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`);
  const files = { 'manifest.json': text, [color]: icon(color), [outline]: icon(outline) };
  return { kind: 'package', zip: zipSync(files, { mtime: firstDay }), manifest };
}

/** The oldest day that a zip file can name: packages do not differ by when they were made. */
const firstDay = '1980-01-01T12:00:00';

/** What stands in the template for the app id and the host. */
const placeholders = { id: /00000000-0000-0000-0000-000000000000/g, host: /firstline\.example\.com/g };

function fill(
  text: string,
  { appId, host, version, company, website, privacy, terms }: z.output<typeof given>,
): Manifest {
  const filled = text.replace(placeholders.id, appId.toLowerCase()).replace(placeholders.host, host);
  const manifest = template.parse(JSON.parse(filled));
  const { developer } = manifest;
  return {
    ...manifest,
    version: version ?? manifest.version,
    developer: {
      ...developer,
      name: company ?? developer.name,
      websiteUrl: website ?? developer.websiteUrl,
      privacyUrl: privacy ?? developer.privacyUrl,
      termsOfUseUrl: terms ?? developer.termsOfUseUrl,
    },
  };
}

function optionOf(field: PropertyKey | undefined): string {
  return field === 'appId' ? 'app-id' : field === 'version' ? 'app-version' : String(field);
}
