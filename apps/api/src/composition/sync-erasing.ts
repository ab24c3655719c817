import type { Side } from '../sync/canonical/canon.ts';
import type { FieldCodec } from '../sync/codec.ts';
import type { SyncObjectPlan } from '../sync/compile.ts';
import { erase } from '../sync/erase/erase.ts';
import { erasedOf } from '../sync/erase/erased.ts';
import type { ErasedDeps } from '../sync/erase/ports.ts';
import type { SyncStore } from '../sync/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { SharedDeps } from './shared-deps.ts';
import { PEOPLE } from './sync-people.ts';

/** What one tenant does about people who were erased. */
export function createErasing(
  { marksOf }: Pick<SharedDeps, 'marksOf'>,
  tenant: TenantId,
  store: SyncStore,
  /** Before anything is forgotten: what sync knows of them leads to what else is here. */
  told: (side: Side, vendorId: string) => Promise<void>,
) {
  const marks = { of: marksOf(tenant) };
  const addresses = ({ match }: SyncObjectPlan) => match.filter(({ type }) => type === 'email').map(({ id }) => id);
  const eraseOf =
    (plan: SyncObjectPlan): ErasedDeps['erase'] =>
    async (side, vendorId) => {
      if (plan.id === PEOPLE) await told(side, vendorId);
      await erase({ store, marks, addresses: addresses(plan) }, { tenant, object: plan.id }, side, vendorId);
    };
  return {
    eraseOf,
    of: (plan: SyncObjectPlan, match: readonly FieldCodec[]): ErasedDeps => ({
      erasedOf: (side, records) => erasedOf({ store, marks, match }, { tenant, object: plan.id }, side, records),
      erase: eraseOf(plan),
    }),
  };
}
