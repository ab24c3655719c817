import type { OrphanWhy } from '@sidelight/shared/sync/unpaired.ts';
import { otherSide, type Side } from './canonical/canon.ts';
import type { Held } from './values-held.ts';

/** A record that has no partner, by its side's id. */
export interface Orphan {
  readonly side: Side;
  readonly id: string;
  readonly why: OrphanWhy;
  /** By which it would have found somebody. */
  readonly field?: string;
  /** Some of those there who have the same value. */
  readonly there?: readonly string[];
}

export interface OrphanDeps {
  readonly held: Readonly<Record<Side, readonly Held[]>>;
  /** Linked to nobody, and not about to be. */
  readonly alone: Readonly<Record<Side, ReadonlySet<string>>>;
  /** Sides on which records are made. */
  readonly create: readonly Side[];
}

const MOST_THERE = 5;

/** Why one that is alone, and is not about to be made on the other side, is alone. */
export function orphanOf({ held, alone, create }: OrphanDeps, side: Side, id: string): Orphan {
  const other = otherSide(side);
  if (held[side].length === 0) return { side, id, why: 'aside' };
  for (const [at, { field, byId, byValue }] of held[side].entries()) {
    const value = byId.get(id);
    if (value === undefined) continue;
    const there = held[other][at]?.byValue.get(value) ?? [];
    if (there.length === 0) continue;
    const free = there.filter((one) => alone[other].has(one));
    if (free.length === 0) return { side, id, why: 'taken', field, there: there.slice(0, MOST_THERE) };
    const alike = byValue.get(value)?.filter((one) => alone[side].has(one)) ?? [];
    const why = free.length > 1 || alike.length > 1 ? 'several' : 'differs';
    return { side, id, why, field, there: free.slice(0, MOST_THERE) };
  }
  if (held[side].every(({ byId }) => !byId.has(id))) return { side, id, why: 'no_value' };
  return { side, id, why: create.includes(other) ? 'not_ready' : 'nobody' };
}
