import { bySide, SyncSide } from '@sidelight/shared/sync/sync-parts.ts';
import { OrphanWhy } from '@sidelight/shared/sync/unpaired.ts';
import { z } from 'zod';
import { otherSide, type Side } from './canonical/canon.ts';
import type { FieldCodec } from './codec.ts';
import { duplicatesOf } from './duplicates.ts';
import { type Orphan, orphanOf } from './orphans.ts';
import type { AllRead } from './pair-up.ts';
import { valuesHeld } from './values-held.ts';

const Count = bySide(z.int());

/** Records without a partner, and records of one side that may be one: by the vendors' ids, no values. */
export const Unpaired = z.object({
  duplicates: z.array(
    z.object({ side: SyncSide, field: z.string(), ids: z.array(z.string()).readonly(), size: z.int() }).readonly(),
  ),
  orphans: z.array(
    z
      .object({
        ...{ side: SyncSide, id: z.string(), why: OrphanWhy, field: z.string().exactOptional() },
        there: z.array(z.string()).readonly().exactOptional(),
      })
      .readonly(),
  ),
  /** Of all that there are. */
  totals: z.object({ duplicates: Count, orphans: z.partialRecord(OrphanWhy, Count) }),
});
export type Unpaired = z.infer<typeof Unpaired>;

export interface UnpairedDeps {
  readonly match: readonly FieldCodec[];
  readonly create: readonly Side[];
  onUnpaired?(found: Unpaired): void;
}

type Ids = Readonly<Record<Side, readonly string[]>>;

/** So many of each kind are named, and of one group of duplicates so many. */
const MOST = 1000;
const MOST_OF_GROUP = 20;
const RANKS = OrphanWhy.options;

/** Tells what has no partner and what may be there twice. `wanted`: of those alone, those to be made on the other side. */
export async function tellUnpaired(
  { match, create, onUnpaired }: UnpairedDeps,
  read: AllRead,
  alone: Ids,
  wanted: Ids,
  signal: AbortSignal,
): Promise<void> {
  if (!onUnpaired) return;
  const held = {
    left: await valuesHeld(match, 'left', read, signal),
    right: await valuesHeld(match, 'right', read, signal),
  };
  const duplicates = [...duplicatesOf('left', held.left), ...duplicatesOf('right', held.right)];
  const deps = { held, create, alone: { left: new Set(alone.left), right: new Set(alone.right) } };
  const orphans = (['left', 'right'] as const).flatMap((side) => {
    const made = new Set(wanted[side]);
    return alone[side].filter((id) => !made.has(id)).map((id) => orphanOf(deps, side, id));
  });
  onUnpaired({
    duplicates: someOf(duplicates).map(({ ids, ...group }) => ({
      ...{ ...group, ids: ids.slice(0, MOST_OF_GROUP), size: ids.length },
    })),
    orphans: someOf(orphans.toSorted((a, b) => RANKS.indexOf(a.why) - RANKS.indexOf(b.why))),
    totals: { duplicates: countOf(duplicates), orphans: byWhy(orphans) },
  });
}

/** The first ones, of both sides as many where there are enough. */
function someOf<T extends { readonly side: Side }>(all: readonly T[]): T[] {
  const [left, right] = [all.filter(({ side }) => side === 'left'), all.filter(({ side }) => side === 'right')];
  const ofLeft = Math.max(MOST / 2, MOST - right.length);
  const some = left.slice(0, ofLeft);
  return [...some, ...right.slice(0, MOST - some.length)];
}

const countOf = (all: readonly { readonly side: Side }[]) => {
  const left = all.filter(({ side }) => side === 'left').length;
  return { left, right: all.length - left };
};

const byWhy = (orphans: readonly Orphan[]): Unpaired['totals']['orphans'] =>
  Object.fromEntries(
    Map.groupBy(orphans, ({ why }) => why)
      .entries()
      .map(([why, those]) => [why, countOf(those)]),
  );

/** The same without what is about these records of one side. */
export function withoutRecords(
  { duplicates, orphans, totals }: Unpaired,
  gone: Readonly<Record<Side, ReadonlySet<string>>>,
): Unpaired {
  return {
    duplicates: duplicates.flatMap(({ side, ids, size, ...group }) => {
      const left = ids.filter((id) => !gone[side].has(id));
      const own = { ...group, side, ids: left, size: size - (ids.length - left.length) };
      return own.size > 1 && left.length > 0 ? [own] : [];
    }),
    orphans: orphans
      .filter(({ side, id }) => !gone[side].has(id))
      .map((one) => ({
        ...one,
        ...(one.there && { there: one.there.filter((id) => !gone[otherSide(one.side)].has(id)) }),
      })),
    totals,
  };
}

/** The records of one side that are named in it. */
export const namedIn = ({ duplicates, orphans }: Unpaired, own: Side): readonly string[] => [
  ...orphans.flatMap(({ side, id, there = [] }) => (side === own ? [id] : there)),
  ...duplicates.flatMap(({ side, ids }) => (side === own ? ids : [])),
];
