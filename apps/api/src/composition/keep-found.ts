import type { SyncRun, SyncRuns } from '../store/sync-runs.ts';
import type { UnpairedStore } from '../store/sync-unpaired.ts';
import type { Side } from '../sync/canonical/canon.ts';
import type { Sample } from '../sync/sample.ts';
import { namedIn, type Unpaired, withoutRecords } from '../sync/unpaired.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

export interface FoundDeps {
  readonly tenant: TenantId;
  readonly runs: Pick<SyncRuns, 'sampled'>;
  readonly unpaired: Pick<UnpairedStore, 'keep'>;
  /** Of these records of one side, those whose person was erased. */
  erasedOf(object: string, side: Side, vendorIds: readonly string[]): Promise<ReadonlySet<string>>;
}

/**
 * Keeps what a comparison found of single records. Who was erased while everything was read is looked for once it is
 * stored: whoever erases later finds it there.
 */
export function keepFound({ tenant, runs, unpaired, erasedOf }: FoundDeps) {
  async function erasedIn(object: string, idsOf: (side: Side) => readonly string[]) {
    const [left, right] = [
      await erasedOf(object, 'left', idsOf('left')),
      await erasedOf(object, 'right', idsOf('right')),
    ];
    return left.size + right.size === 0 ? undefined : { left, right };
  }
  return {
    /** Some of what a dry run would write. */
    async sample({ id, object }: SyncRun, taken: Sample): Promise<void> {
      await runs.sampled(tenant, id, taken);
      const erased = await erasedIn(object, (side) => taken.map((one) => one[side]));
      if (!erased) return;
      await runs.sampled(
        tenant,
        id,
        taken.filter((one) => !erased.left.has(one.left) && !erased.right.has(one.right)),
      );
    },
    async unpaired({ object }: SyncRun, found: Unpaired): Promise<void> {
      await unpaired.keep({ tenant, object }, found);
      const erased = await erasedIn(object, (own) => namedIn(found, own));
      if (erased) await unpaired.keep({ tenant, object }, withoutRecords(found, erased));
    },
  };
}
