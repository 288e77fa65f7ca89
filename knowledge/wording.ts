import { z } from 'zod';
import { BuildError } from './build-error.js';
import type { Finding } from './finding.js';
import { readYamlFile } from './yaml.js';

/** Every sentence of the bot by its key; the keys of nested maps are joined with dots. */
export type WordingTexts = Readonly<Record<string, string>>;

interface Nested {
  readonly [key: string]: string | Nested;
}

const nested: z.ZodType<Nested> = z.lazy(() => z.record(z.string(), z.union([z.string(), nested])));

/**
 * Reads `wording.yaml`; a missing file says nothing. Throws a BuildError when the shape is wrong, or a text names a link
 * (`{link.name}`) that `links` does not hold.
 */
export function readWording(file: string, links: Readonly<Record<string, string>>): WordingTexts {
  const { content, lineOf } = readYamlFile(file, nested, {});
  const texts = [...flatten(content, [])];
  const unknown = texts.flatMap(({ path, text }) =>
    [...text.matchAll(/\{link\.([^{}\s]+)\}/g)]
      .map(([, name]) => name ?? '')
      .filter((name) => !Object.hasOwn(links, name))
      .map((name): Finding => {
        const message = `"${path.join('.')}" names the link "${name}", which links.yaml does not hold; add it there`;
        return { file, line: lineOf(path), severity: 'error', message };
      }),
  );
  if (unknown.length > 0) throw new BuildError(unknown);
  return Object.fromEntries(texts.map(({ path, text }) => [path.join('.'), text]));
}

function* flatten(
  map: Nested,
  above: readonly string[],
): Generator<{ readonly path: readonly string[]; readonly text: string }> {
  for (const [key, value] of Object.entries(map)) {
    const path = [...above, key];
    if (typeof value === 'string') yield { path, text: value };
    else yield* flatten(value, path);
  }
}
