import type { VendorBudget } from '@sidelight/shared/health/vendor-budget.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { Connection } from '../connectors/registry.ts';
import { createTurns } from '../jobs/turns.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Reporter } from './health-loop.ts';
import type { UsageLog } from './ports.ts';

export interface CallUsageDeps {
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly log: UsageLog;
  readonly connections: {
    /** By connector, those that have been used. */
    made(): ReadonlyMap<string, Pick<Connection, 'quota'>>;
    get(connector: string): Pick<Connection, 'quota'> | undefined;
  };
  now(): number;
}

export interface CallUsage extends Reporter {
  /** How much of what each vendor allows is used, with the latest word of the other processes. */
  budgets(): Promise<VendorBudget[]>;
}

const SAY_EVERY_MS = 5000;

/** Tells the other processes what this one has used of each vendor's limits, and hears it of them. Idle, it is silent. */
export function createCallUsage({ tenant, map, log, connections, now }: CallUsageDeps): CallUsage {
  const declared = Object.values(map.systems).flatMap(({ system, connectors }) =>
    Object.entries(connectors).map(([connector, { name }]) => ({ system, connector, source: name })),
  );
  const isTurn = createTurns(SAY_EVERY_MS, now);
  let isNew = true;

  async function say(): Promise<boolean> {
    const taken = [...connections.made()].map(([connector, { quota }]) => ({ connector, quota, rows: quota.take() }));
    const rows = taken.flatMap((own) =>
      own.rows.map((row) => ({ ...row, connector: own.connector, counter: own.quota.id })),
    );
    if (rows.length === 0) return false;
    try {
      await log.add(tenant, rows);
    } catch (error) {
      for (const own of taken) own.quota.giveBack(own.rows);
      throw error;
    }
    return true;
  }

  async function hear(): Promise<void> {
    const rows = await log.since(tenant, now());
    for (const [connector, { quota }] of connections.made()) {
      const others = rows.filter((row) => row.connector === connector && row.counter !== quota.id);
      quota.learn(others, new Set(others.flatMap((row) => (row.isActive ? [row.counter] : []))).size);
    }
    isNew = false;
  }

  return {
    async flush() {
      if (!isTurn() && !isNew) return;
      if ((await say()) || isNew) await hear();
    },
    close: async () => void (await say()),
    async budgets() {
      await say();
      const connected = declared.flatMap((one) => {
        const quota = connections.get(one.connector)?.quota;
        return quota ? [{ ...one, quota }] : [];
      });
      await hear();
      return connected.map(({ system, connector, source, quota }): VendorBudget => {
        const { live, follow_up, sync, backfill, probe } = quota.lastHour();
        return {
          ...{ system, connector, source, share: quota.share },
          limits: [...quota.limits()],
          lastHour: {
            ...{ live: Math.round(live), follow_up: Math.round(follow_up), sync: Math.round(sync) },
            ...{ backfill: Math.round(backfill), probe: Math.round(probe) },
          },
          yielding: [...quota.yielding()],
        };
      });
    },
  };
}
