import { z } from 'zod';
import type { Answers } from '../policy/intake.js';

const phrases = z.array(z.coerce.string());

/** The words by which evidence is found in a message; `replies.yaml` says what each list is for. */
export const evidenceSchema = z.object({
  labels: z.record(z.string(), phrases),
  systems: phrases,
  times: phrases,
  shown: phrases,
  unrepeatable: phrases,
  closings: phrases.default([]),
});

export type EvidenceWords = z.infer<typeof evidenceSchema>;

export const noEvidenceWords: EvidenceWords = {
  labels: {},
  systems: [],
  times: [],
  shown: [],
  unrepeatable: [],
  closings: [],
};

/** Longest stretch of one message that is looked at, in characters. */
const read = 8000;

/**
 * The evidence that a message holds by the way, by question id (section coverage): what stands behind a label such as
 * "Steps to reproduce:", systems with their versions, since when it happens, and a message quoted from the screen.
 */
export function readEvidence(message: string, words: EvidenceWords): Answers {
  const text = message.slice(0, read);
  return { ...signsIn(text, words), ...labelledEvidence(text, words) };
}

/** Only what stands behind a label. */
export function labelledEvidence(message: string, { labels, closings }: EvidenceWords): Answers {
  const closing = oneOf(closings);
  const text =
    message.slice(0, read).split(closing ? new RegExp(`\\n\\s*(?:${closing})\\b`, 'i') : '\0')[0] ?? '';
  const label = oneOf(Object.values(labels).flat());
  if (label === undefined) return {};
  const found = [...text.matchAll(new RegExp(`(?:^|[\\n.;,] {0,3})(${label}) ?[:=] ?`, 'gi'))];
  return Object.fromEntries(
    found.flatMap((match, index) => {
      const said = match[1]?.toLowerCase() ?? '';
      const id = Object.keys(labels).find((one) => labels[one]?.some((name) => name.toLowerCase() === said));
      const value = text
        .slice(match.index + match[0].length, found[index + 1]?.index ?? text.length)
        .replace(/[\s,;]+$/, '');
      return id === undefined || value.length < 3 ? [] : [[id, value] as const];
    }),
  );
}

function signsIn(text: string, { systems, times, shown, unrepeatable }: EvidenceWords): Answers {
  const [system, time, screen, never] = [systems, times, shown, unrepeatable].map(oneOf);
  const configuration = all(text, system && `\\b(?:${system})(?: v(?:ersion)?)? ?\\d[\\w.]{0,20}`);
  const [context] = all(text, time && `\\b(?:${time})(?:[^,.;!?\\n]|\\.(?=\\d)){0,80}`);
  const quoted =
    screen &&
    new RegExp(`\\b(?:${screen})\\b[^"“”„«»\\n]{0,30}["“„«]([^"“”„«»\\n]{6,300})["“”»]`, 'i').exec(text)?.[1];
  const steps = never && new RegExp(`\\b(?:${never})\\b`, 'i').test(text) ? 'cannot-reproduce' : undefined;
  const signs = {
    configuration: configuration.map((one) => one.replace(/\.$/, '')).join(', '),
    context: context?.trim(),
    example: quoted,
    steps,
  };
  return Object.fromEntries(Object.entries(signs).flatMap(([id, value]) => (value ? [[id, value]] : [])));
}

function all(text: string, pattern: string | undefined): readonly string[] {
  return pattern === undefined
    ? []
    : [...new Set([...text.matchAll(new RegExp(pattern, 'gi'))].map(([said]) => said))];
}

/** A pattern for any of the phrases, the longest first; `#` in a phrase stands for a digit. Undefined for no phrases. */
function oneOf(list: readonly string[]): string | undefined {
  if (list.length === 0) return undefined;
  return [...list]
    .sort((one, other) => other.length - one.length)
    .map((words) =>
      words
        .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
        .replace(/ /g, '\\s')
        .replace('#', '\\d'),
    )
    .join('|');
}
