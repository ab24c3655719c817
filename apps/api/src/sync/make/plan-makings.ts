import type { SyncRecord } from '../../connectors/sync-port.ts';
import { otherSide, type Side } from '../canonical/canon.ts';
import type { FieldCodec } from '../codec.ts';
import type { MakingPlan } from '../compile.ts';
import type { ErasedDeps } from '../erase/ports.ts';
import { pagesOf } from '../pages-of.ts';
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

/** Pages of records that are read at once: each waits for a round trip. */
const AT_ONCE = 4;

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
    const { readsMore, batch } = deps.makers[from];
    const alone = await unlike(deps, from, records, ids[from]);
    if (!readsMore) {
      const known = alone.flatMap((id) => records[from].get(id)?.record ?? []);
      wanted[from].push(...(await readyOf(deps, from, known)));
      continue;
    }
    const strangers = pagesOf(alone, batch);
    for (let at = 0; at < strangers.length; at += AT_ONCE) {
      const pages = strangers.slice(at, at + AT_ONCE);
      const ready = await Promise.all(pages.map((asked) => readReady(deps, from, asked, signal)));
      wanted[from].push(...ready.flat());
    }
  }
  return wanted;
}

/** Those of a page that have what a new record needs, read again with what only such a one is given. */
async function readReady(deps: PlanDeps, from: Side, asked: readonly string[], signal: AbortSignal): Promise<string[]> {
  const { records } = await deps.makers[from].read(asked, signal);
  const isAsked = new Set(asked);
  return readyOf(
    deps,
    from,
    records.filter(({ id }) => isAsked.has(id)),
  );
}

async function readyOf(deps: PlanDeps, from: Side, records: readonly SyncRecord[]): Promise<string[]> {
  const ready: string[] = [];
  for (const record of records) {
    if (record.isDeleted || record.isProtected) continue;
    const wish = await wishFor(deps.codecs, deps.making, from, record);
    if (wish.kind === 'ready') ready.push(record.id);
  }
  return ready;
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
