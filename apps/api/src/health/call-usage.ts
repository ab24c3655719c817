import type { VendorBudget } from '@sidelight/shared/health/vendor-budget.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Connection } from '../connectors/registry.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Reporter } from './health-loop.ts';
import type { UsageLog } from './ports.ts';

export interface CallUsageDeps {
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly log: UsageLog;
  readonly process: string;
  /** By connector. */
  connections(): ReadonlyMap<string, Pick<Connection, 'quota'>>;
  now(): number;
}

export interface CallUsage extends Reporter {
  /** How much of what each vendor allows is used, with the latest word of the other processes. */
  budgets(): Promise<VendorBudget[]>;
}

const SAY_EVERY_MS = 5000;

/** Tells the other processes what this one has used of each vendor's limits, and hears it of them. Idle, it is silent. */
export function createCallUsage({ tenant, map, log, process, connections, now }: CallUsageDeps): CallUsage {
  let exchangedMs = Number.NEGATIVE_INFINITY;
  let isNew = true;

  async function say(): Promise<boolean> {
    const taken = [...connections()].map(([connector, { quota }]) => ({ connector, quota, rows: quota.take() }));
    const rows = taken.flatMap((own) => own.rows.map((row) => ({ ...row, connector: own.connector })));
    if (rows.length === 0) return false;
    try {
      await log.add(tenant, process, rows);
    } catch (error) {
      for (const own of taken) own.quota.giveBack(own.rows);
      throw error;
    }
    return true;
  }

  async function hear(): Promise<void> {
    const rows = (await log.since(tenant, now())).filter((row) => row.process !== process);
    for (const [connector, { quota }] of connections()) {
      const own = rows.filter((row) => row.connector === connector);
      quota.learn(own, new Set(own.flatMap((row) => (row.isActive ? [row.process] : []))).size);
    }
    exchangedMs = now();
    isNew = false;
  }

  return {
    async flush() {
      const isOverdue = [...connections().values()].some(({ quota }) => quota.isStale());
      if (!isNew && !isOverdue && now() - exchangedMs < SAY_EVERY_MS) return;
      if ((await say()) || isNew) await hear();
    },
    close: async () => void (await say()),
    async budgets() {
      await say();
      await hear();
      return [...connections()].flatMap(([connector, { quota }]): VendorBudget[] => {
        const spec = Object.values(map.systems).find(({ connectors }) => Object.hasOwn(connectors, connector));
        const declared = ownValue(spec?.connectors, connector);
        if (!spec || !declared) return [];
        const { live, follow_up, sync, backfill, probe } = quota.lastHour();
        return [
          {
            ...{ system: spec.system, connector, source: declared.name, share: quota.share },
            limits: [...quota.limits()],
            lastHour: {
              ...{ live: Math.round(live), follow_up: Math.round(follow_up), sync: Math.round(sync) },
              ...{ backfill: Math.round(backfill), probe: Math.round(probe) },
            },
            yielding: [...quota.yielding()],
          },
        ];
      });
    },
  };
}
