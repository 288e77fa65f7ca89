import { groupSimilar } from '../knowledge/search/similar.js';
import type { NotedUse } from './store/store.js';

/**
 * Messages of one kind that are alike. `unanswered`: nothing was found, or nothing of what was offered was meant; `undecided`:
 * a choice was offered and none was taken; `not-helped`: the answer was rated so; `chosen`: the customer took this entry.
 */
export interface Gap {
  readonly kind: 'unanswered' | 'not-helped' | 'undecided' | 'chosen';
  /** The entry that was given or taken, or came nearest; null when none came near. */
  readonly entry: string | null;
  readonly count: number;
  /** How many different people. */
  readonly people: number;
  /** The customers' words, each once, most frequent first. */
  readonly texts: readonly string[];
  /** What was said to be missing. */
  readonly comments: readonly string[];
}

interface Said {
  readonly kind: Gap['kind'];
  readonly who: string;
  readonly text: string;
  readonly entry: string | null;
  readonly comment: string;
}

/** More messages than that, the oldest, are left out. */
const most = 5_000;

/**
 * What an editor should look at: what needs most attention first, then by how often it came. `phrases`: what customers are known
 * to say, by which common words are told from telling ones.
 */
export function findGaps(uses: readonly NotedUse[], phrases: readonly string[] = []): readonly Gap[] {
  const said = messagesIn(uses).slice(-most);
  return kinds.flatMap((kind) => {
    const ofKind = said.filter((one) => one.kind === kind);
    // What was taken or rated is about that very entry; what was not answered belongs together by its words alone.
    const entries =
      kind === 'chosen' || kind === 'not-helped' ? distinct(ofKind.map(({ entry }) => entry)) : [undefined];
    return entries
      .flatMap((entry) => {
        const together = entry === undefined ? ofKind : ofKind.filter((one) => one.entry === entry);
        const groups = groupSimilar(
          together.map(({ text }) => text),
          phrases,
        );
        return groups.map((places) =>
          gapOf(
            kind,
            places.flatMap((place) => together[place] ?? []),
          ),
        );
      })
      .sort((one, other) => other.count - one.count);
  });
}

const kinds = ['unanswered', 'not-helped', 'undecided', 'chosen'] as const;

function gapOf(kind: Gap['kind'], said: readonly Said[]): Gap {
  return {
    kind,
    entry: byFrequency(said.flatMap(({ entry }) => entry ?? []))[0] ?? null,
    count: said.length,
    people: distinct(said.map(({ who }) => who)).length,
    texts: byFrequency(said.map(({ text }) => text)),
    comments: distinct(said.map(({ comment }) => comment).filter((comment) => comment !== '')),
  };
}

/** Each message once, as what became of it in the end. */
function messagesIn(uses: readonly NotedUse[]): readonly Said[] {
  const settled = new Set(
    uses.flatMap(({ who, use }) => (use.what === 'chosen' ? [JSON.stringify([who, use.text])] : [])),
  );
  const isOpen = (who: string, text: string): boolean => !settled.has(JSON.stringify([who, text]));
  const comments = new Map<string, string>();
  const verdicts = new Map<string, boolean>();
  for (const { use } of uses) {
    if (use.what !== 'rated') continue;
    verdicts.set(use.answer, use.helped);
    if (use.comment !== '') comments.set(use.answer, use.comment);
  }
  const rated = new Set<string>();
  return uses.flatMap(({ who, use }): readonly Said[] => {
    switch (use.what) {
      case 'unanswered':
        return isOpen(who, use.text)
          ? [{ kind: 'unanswered', who, text: use.text, entry: use.near, comment: '' }]
          : [];
      case 'offered':
        return isOpen(who, use.text)
          ? [{ kind: 'undecided', who, text: use.text, entry: use.entries[0] ?? null, comment: '' }]
          : [];
      case 'chosen': {
        const kind = use.entry === null ? 'unanswered' : 'chosen';
        return [{ kind, who, text: use.text, entry: use.entry ?? use.of[0] ?? null, comment: '' }];
      }
      case 'rated': {
        if (rated.has(use.answer) || verdicts.get(use.answer) !== false) return [];
        rated.add(use.answer);
        const comment = comments.get(use.answer) ?? '';
        return [{ kind: 'not-helped', who, text: use.text, entry: use.entry, comment }];
      }
      default:
        return [];
    }
  });
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}

/** Each value once, most frequent first; the first one first where there are as many. */
function byFrequency(values: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one).map(([value]) => value);
}
