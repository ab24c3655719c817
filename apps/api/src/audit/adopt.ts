import type { TenantId } from '../tenants/tenant-id.ts';
import type { AuditRow } from './chain.ts';
import { type AuditKeys, rowOf } from './marks.ts';
import type { AuditEntry } from './ports.ts';

/** A row of the release before, which had no chain and named customers. */
export type Unchained = Omit<AuditEntry, 'action' | 'about' | 'count'> & {
  readonly id: string;
  readonly action: string;
};

export interface UnchainedRows {
  tenants(): Promise<readonly TenantId[]>;
  /** Takes in some of them, oldest first, each as `rowOf` makes it. Answers how many. */
  adopt(tenant: TenantId, rowOf: (row: Unchained) => AuditRow, most: number): Promise<number>;
}

const AT_ONCE = 500;

/** Takes rows without a number into the chain: those of before it, and those that a replica of that release still writes. */
export async function adoptAll(
  rows: UnchainedRows,
  keysOf: (tenant: TenantId) => Promise<AuditKeys>,
  signal: AbortSignal,
): Promise<void> {
  for (const tenant of await rows.tenants()) {
    const keys = await keysOf(tenant);
    let count = AT_ONCE;
    while (count === AT_ONCE && !signal.aborted) count = await rows.adopt(tenant, (row) => rowOf(keys, row), AT_ONCE);
  }
}
