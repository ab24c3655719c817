import type { SyncPlan } from '../sync/compile.ts';
import type { SyncStore } from '../sync/ports.ts';
import type { LinkedCompanies } from '../sync/shape/members.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

const COMPANY = 'company';

export interface LinkedCompaniesDeps {
  readonly tenant: TenantId;
  readonly store: SyncStore;
  plan(): SyncPlan | undefined;
  isOn(object: string): Promise<boolean>;
}

/** Which company of the one side is which of the other: one that has no partner yet is made, where it may be. */
export function linkedCompanies({ tenant, store, plan, isOn }: LinkedCompaniesDeps): LinkedCompanies {
  const scope = { tenant, object: COMPANY };
  return {
    toLeft: (rightIds) => store.partners(scope, 'right', rightIds, 'all'),
    toRight: (leftIds) => store.partners(scope, 'left', leftIds, 'writable'),
    async want(leftIds) {
      const mayBeMade = plan()
        ?.objects.find(({ id }) => id === COMPANY)
        ?.create.includes('right');
      if (mayBeMade && (await isOn(COMPANY))) await store.transact(scope, (tx) => tx.want('left', leftIds, false));
    },
  };
}
