import type { Candidate } from '@sidelight/shared/context/customer.ts';
import type { FieldPlan } from '../blueprint.ts';
import { wordFor } from './word-for.ts';

const BETWEEN = ' · ';

/** Candidates as the map speaks of them: a part of the line that is a code of one of these fields is its label. Pure. */
export const inWords = (
  candidates: readonly Candidate[],
  fields: readonly FieldPlan[],
  locale: string,
): readonly Candidate[] =>
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
