import type { SyncRecord } from '../../connectors/sync-port.ts';
import { otherSide, type Side } from '../canonical/canon.ts';
import type { FieldCodec } from '../codec.ts';
import { isEmpty } from '../decide/meet.ts';
import type { ErasedDeps } from '../erase/ports.ts';
import { canonOf } from '../reading-of.ts';
import type { MakingSide } from './making-side.ts';

export type Partner =
  | { readonly kind: 'nobody' }
  /** `snapshotMs`: our clock, just before it was read. */
  | { readonly kind: 'one'; readonly record: SyncRecord; readonly snapshotMs: number }
  /** More than one, or one that says by another field that it is somebody else. */
  | { readonly kind: 'several'; readonly ids: readonly string[] }
  /** One that may not be written, or was erased. */
  | { readonly kind: 'protected' };

export interface PartnerDeps extends Pick<ErasedDeps, 'erasedOf'> {
  /** The first that finds exactly one counts. */
  readonly match: readonly FieldCodec[];
  readonly targets: Readonly<Record<Side, Pick<MakingSide, 'find' | 'read'>>>;
  now(): number;
}

/**
 * Whom a record of one side stands for on the other. `searched`: the fields that it is looked for by, where that is not
 * all of them; whoever is found must be nobody else by the others too.
 */
export async function findPartner(
  deps: PartnerDeps,
  side: Side,
  record: SyncRecord,
  signal: AbortSignal,
  searched = deps.match,
): Promise<Partner> {
  const { targets } = deps;
  const other = otherSide(side);
  for (const codec of searched) {
    const value = await canonOf(codec, side, record.values);
    if (value === undefined || isEmpty(value)) continue;
    const written = codec.write(other, value);
    if (written.kind !== 'value' || typeof written.plain !== 'string') continue;
    const ids = await targets[other].find(codec, written.plain, signal);
    if (ids.length > 1) return { kind: 'several', ids };
    if (ids[0] !== undefined) return partnerById(deps, side, record, { id: ids[0], by: codec.property(other) }, signal);
  }
  return { kind: 'nobody' };
}

/** One that was found, by its property `by`: whom a field before that names as somebody else is no partner. */
export async function partnerById(
  { match, targets, erasedOf, now }: PartnerDeps,
  side: Side,
  record: SyncRecord,
  { id, by }: { readonly id: string; readonly by: string | undefined },
  signal: AbortSignal,
): Promise<Partner> {
  const other = otherSide(side);
  const snapshotMs = now();
  const { records } = await targets[other].read([id], signal);
  const found = records.find((one) => one.id === id && !one.isDeleted);
  if (!found) return { kind: 'nobody' };
  // Whoever was erased on one side is not taken for anybody who comes there later.
  if (found.isProtected || (await erasedOf(other, [found])).size > 0) return { kind: 'protected' };
  const at = match.findIndex((codec) => codec.property(other) === by);
  return (await contradicts(at < 0 ? match : match.slice(0, at), side, record, found))
    ? { kind: 'several', ids: [id] }
    : { kind: 'one', record: found, snapshotMs };
}

/** Both say who they are by one of these fields, and it is not the same. */
export async function contradicts(
  match: readonly FieldCodec[],
  side: Side,
  record: SyncRecord,
  found: SyncRecord,
): Promise<boolean> {
  for (const codec of match) {
    const own = await canonOf(codec, side, record.values);
    const theirs = await canonOf(codec, otherSide(side), found.values);
    if (own === undefined || theirs === undefined || isEmpty(own) || isEmpty(theirs)) continue;
    if (!codec.rule.compare.isSame(otherSide(side), own, theirs)) return true;
  }
  return false;
}
