import type { SyncRecord } from '../../connectors/sync-port.ts';
import { otherSide, type Side } from '../canonical/canon.ts';
import type { FieldCodec } from '../codec.ts';
import type { MakingPlan } from '../compile.ts';
import type { ErasedDeps } from '../erase/ports.ts';
import type { Link } from '../ports.ts';
import { keyOf } from '../reading-of.ts';
import type { MakingSide } from './making-side.ts';
import { wishFor } from './wish.ts';

export interface PlanDeps extends ErasedDeps {
  readonly codecs: readonly FieldCodec[];
  readonly match: readonly FieldCodec[];
  readonly create: readonly Side[];
  readonly making: MakingPlan;
  readonly makers: Readonly<Record<Side, MakingSide>>;
}

type Records = ReadonlyMap<string, { readonly record: SyncRecord }>;

/** What a comparison read, and which of it has no partner. */
export interface Alone {
  readonly records: Readonly<Record<Side, Records>>;
  readonly ids: Readonly<Record<Side, readonly string[]>>;
}

/** Records of each side that are linked to nobody, and are not about to be. */
export function strangersOf(
  { left, right }: Readonly<Record<Side, ReadonlyMap<string, unknown>>>,
  links: readonly Link[],
  fresh: readonly (readonly [string, string])[],
): Alone['ids'] {
  const known = {
    left: new Set([...links.map((link) => link.left), ...fresh.map(([id]) => id)]),
    right: new Set([...links.map((link) => link.right), ...fresh.map(([, id]) => id)]),
  };
  const alone = (ids: Iterable<string>, side: Side) => [...ids].filter((id) => !known[side].has(id));
  return { left: alone(left.keys(), 'left'), right: alone(right.keys(), 'right') };
}

/**
 * The records that are to be made on the other side: by the side they are on. One that somebody there could be meant
 * by is not among them, nor one that lacks what a record needs.
 */
export async function planMakings(
  deps: PlanDeps,
  { records, ids }: Alone,
  signal: AbortSignal,
): Promise<Readonly<Record<Side, readonly string[]>>> {
  const wanted = { left: [] as string[], right: [] as string[] };
  for (const to of deps.create) {
    const from = otherSide(to);
    const strangers = await unlike(deps, from, records, ids[from]);
    for (let at = 0; at < strangers.length; at += deps.makers[from].batch) {
      const asked = strangers.slice(at, at + deps.makers[from].batch);
      // With what only a new record is given, which a comparison does not read.
      const read = await deps.makers[from].read(asked, signal);
      for (const record of read.records) {
        if (record.isDeleted || record.isProtected || !asked.includes(record.id)) continue;
        const wish = await wishFor(deps.codecs, deps.making, from, record);
        if (wish.kind === 'ready') wanted[from].push(record.id);
      }
    }
  }
  return wanted;
}

/** Those by whose match fields nobody is on the other side, linked or not. */
async function unlike(
  { match }: PlanDeps,
  from: Side,
  records: Alone['records'],
  ids: readonly string[],
): Promise<readonly string[]> {
  const left = new Set(ids);
  for (const codec of match) {
    const taken = new Set<string>();
    for (const { record } of records[otherSide(from)].values()) {
      const value = await keyOf(codec, otherSide(from), record.values);
      if (value !== undefined) taken.add(value);
    }
    for (const id of left) {
      const record = records[from].get(id)?.record;
      const value = record && (await keyOf(codec, from, record.values));
      if (!record || (value !== undefined && taken.has(value))) left.delete(id);
    }
  }
  return [...left];
}
