/** One row of the document's table of services by level (section entitlements). */
export interface Service {
  readonly id: string;
  readonly name: string;
}

/** A support level of the document (section support-levels) with its column of the table. */
export interface SupportLevel {
  readonly id: string;
  readonly name: string;
  /** Cell by service id. */
  readonly includes: Readonly<Record<string, string>>;
  /** Phone at any hour, for P1 only (sections entitlements, phone-support and holidays joined). */
  readonly aroundTheClock: boolean;
}

export interface Entitlements {
  readonly services: readonly Service[];
  readonly levels: readonly SupportLevel[];
  /** Names that the document uses for phone support but maps to no level. */
  readonly unmapped: readonly string[];
  /** Names that stand for more than one thing: ask which is meant. */
  readonly ambiguous: readonly string[];
  /** Words that say nothing beside a level's name ("we are on ... support"). */
  readonly filler: readonly string[];
}

/** What a name for a support level stands for. */
export type NamedLevel =
  | { readonly kind: 'level'; readonly level: SupportLevel }
  | { readonly kind: 'ambiguous'; readonly name: string }
  | { readonly kind: 'unmapped'; readonly name: string }
  | { readonly kind: 'unknown' };

/**
 * The support level that a reply names. Names match exactly but for case, spaces and filler words, never nearly: "Premier"
 * is not "Premium", "not Premium" is nothing, and no level is derived from a name that the document does not map.
 */
export function supportLevel(reply: string, entitlements: Entitlements): NamedLevel {
  const said = wordsOf(reply.slice(0, 200));
  const filler = new Set(entitlements.filler.flatMap(wordsOf));
  const named = said.filter((word) => !filler.has(word)).join(' ');
  const isNamed = (name: string): boolean => wordsOf(name).join(' ') === named;

  const level = entitlements.levels.find(({ id, name }) => isNamed(name) || isNamed(id));
  if (level) return { kind: 'level', level };
  const ambiguous = entitlements.ambiguous.find(isNamed);
  if (ambiguous !== undefined) return { kind: 'ambiguous', name: ambiguous };
  const unmapped = entitlements.unmapped.find(isNamed);
  if (unmapped !== undefined) return { kind: 'unmapped', name: unmapped };
  return { kind: 'unknown' };
}

function wordsOf(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{N}']+/gu) ?? []
  );
}
