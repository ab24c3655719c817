import type { Bound, Helpdesks, Machine } from './model.ts';

/** A helpdesk as we know them: twenty agents, a ticket every four minutes, half of them opened again soon. */
export const usual: Omit<Helpdesks, 'count'> = {
  agentsEach: 20,
  opensAnHour: 15,
  cachedShare: 0.5,
  awakeShare: 0.5,
  opensADay: 80,
};

export const counts = [10, 1000, 10_000] as const;

/** A process of the image, and one PostgreSQL of 8 cores and 32 GB with a fast disk. */
export const machine: Machine = {
  busyShare: 0.5,
  maxMb: 500,
  connectionsEach: 11,
  maxConnections: 300,
  maxTransactions: 3000,
  maxAuditGb: 500,
  auditYears: 2,
};

export const remedies: Readonly<Record<Bound, string>> = {
  memory: 'tenants sharded by hash: a process meets its shard alone',
  connections: 'PgBouncer in transaction mode before PostgreSQL, with a session pool for LISTEN',
  transactions: 'tenants sharded by hash: each is kept by the processes of one shard, not by all',
  audit: 'the audit partitioned by month, old months on cheaper disks',
};
