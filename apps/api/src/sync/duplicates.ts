import type { Side } from './canonical/canon.ts';
import type { Held } from './values-held.ts';

/** Records of one side that have the same value of a field, by the side's ids. */
export interface DuplicateGroup {
  readonly side: Side;
  readonly field: string;
  readonly ids: readonly string[];
}

/**
 * Records of one side that may be one and the same. Two that say by a field before that they are two are none, and two
 * that are found by a field before are not named again.
 */
export function duplicatesOf(side: Side, held: readonly Held[]): readonly DuplicateGroup[] {
  return held.flatMap(({ field, byValue }, at) => {
    const before = held.slice(0, at);
    return [...byValue.values()].flatMap((all): readonly DuplicateGroup[] => {
      const ids = all.length > 1 ? undecidedBy(before, all) : [];
      return ids.length > 1 ? [{ side, field, ids }] : [];
    });
  });
}

/** Those who have another among them with whom they share no field before: such a field tells them apart, or has told. */
function undecidedBy(before: readonly Held[], ids: readonly string[]): readonly string[] {
  const saysOf = (id: string) => before.reduce((says, { byId }, at) => (byId.has(id) ? says | (1 << at) : says), 0);
  const counts = new Map<number, number>();
  for (const id of ids) counts.set(saysOf(id), (counts.get(saysOf(id)) ?? 0) + 1);
  return ids.filter((id) => {
    const own = saysOf(id);
    return [...counts].some(([says, count]) => (says & own) === 0 && (says !== own || count > 1));
  });
}
