import type { SyncRecord } from '../../connectors/sync-port.ts';
import { otherSide, type Side } from '../canonical/canon.ts';
import { type LinkDeps, linkStrangers } from '../link-strangers.ts';
import type { SyncScope } from '../ports.ts';

export interface StrangerDeps extends LinkDeps {
  /** The sides on which records may be made. */
  readonly create: readonly Side[];
}

/**
 * Records nobody is linked to. Where they may be made on the other side, finding their partner or making them is work
 * for later: who follows edits waits for none of it.
 */
export async function takeStrangers(
  deps: StrangerDeps,
  scope: SyncScope,
  side: Side,
  strangers: { readonly records: readonly SyncRecord[]; readonly snapshotMs: number },
  signal: AbortSignal,
): Promise<void> {
  const erased = await deps.erasedOf(side, strangers.records);
  const records = strangers.records.filter(({ id }) => !erased.has(id));
  if (!deps.create.includes(otherSide(side)))
    return linkStrangers(deps, scope, side, { ...strangers, records }, signal);
  const ids = records.filter(({ isProtected }) => !isProtected).map(({ id }) => id);
  if (ids.length > 0) await deps.store.transact(scope, (tx) => tx.want(side, ids, false));
}
