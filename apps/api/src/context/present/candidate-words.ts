import type { FieldPlan } from '../blueprint.ts';
import { wordFor } from './word-for.ts';

const BETWEEN = ' · ';

interface Told {
  readonly detail?: string | undefined;
}

/** Candidates as the map speaks of them: a part of the line that is a code of one of these fields is its label. Pure. */
export const inWords = <T extends Told>(
  candidates: readonly T[],
  fields: readonly FieldPlan[],
  locale: string,
): readonly T[] =>
  candidates.map((candidate) => {
    if (candidate.detail === undefined) return candidate;
    const parts = candidate.detail.split(BETWEEN).map((part) => labelOf(part, fields, locale) ?? part);
    return { ...candidate, detail: parts.join(BETWEEN) };
  });

function labelOf(part: string, fields: readonly FieldPlan[], locale: string): string | undefined {
  for (const { spec } of fields) {
    const found = spec.type === 'code' ? wordFor(spec.values, part, locale) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
