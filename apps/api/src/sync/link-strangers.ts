import type { SyncRecord } from '../connectors/sync-port.ts';
import type { Side } from './canonical/canon.ts';
import { findPartner, type PartnerDeps } from './make/find-partner.ts';
import { type JoinDeps, settlePartner } from './make/join-pair.ts';
import type { SyncScope } from './ports.ts';

export interface LinkDeps extends PartnerDeps, JoinDeps {}

/** Each is a search at the other side: what is left is found when everything is compared. */
const MAX_AT_ONCE = 20;

/**
 * Finds the partner of records that have none, by the fields of the map: the first that finds exactly one. Two that
 * could be meant are a person's to tell apart.
 */
export async function linkStrangers(
  deps: LinkDeps,
  scope: SyncScope,
  side: Side,
  { records, snapshotMs }: { readonly records: readonly SyncRecord[]; readonly snapshotMs: number },
  signal: AbortSignal,
): Promise<void> {
  for (const record of records.slice(0, MAX_AT_ONCE)) {
    if (record.isProtected) continue;
    const partner = await findPartner(deps, side, record, signal);
    if (partner.kind !== 'nobody') await settlePartner(deps, scope, side, { record, snapshotMs }, partner);
  }
}
