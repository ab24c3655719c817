import type { TenantId } from '../../tenants/tenant-id.ts';
import type { Blueprint } from '../blueprint.ts';
import type { Reader } from './reader.ts';
import { SHARED } from './subjects.ts';

/** What has changed at a system: what it knows of one account, or what is the same for everybody. */
export type Changed = { readonly of: 'account'; readonly id: string } | { readonly of: 'list' };

export interface ToldStaleDeps {
  readonly blueprint: Blueprint;
  readonly reader: Pick<Reader, 'forget'>;
}

/** The system says that something has changed: what is remembered of it is asked for again by whoever looks next. */
export function forgetChanged({ blueprint, reader }: ToldStaleDeps, tenant: TenantId, system: string, what: Changed) {
  for (const plan of blueprint.reads.values()) {
    if (plan.system !== system) continue;
    const isOfList = plan.about === 'tenant';
    if (what.of === 'list' && isOfList) reader.forget(tenant, plan, SHARED);
    if (what.of === 'account' && !isOfList) reader.forget(tenant, plan, { by: 'id', value: what.id });
  }
}
