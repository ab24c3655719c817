import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { MonthlyReport } from '@sidelight/shared/sync/monthly-report.ts';
import { catalogue } from '../connectors/catalogue.ts';
import { KEPT_MS } from '../privacy/kept.ts';
import { declaredSync } from '../report/declared-sync.ts';
import { makeReport } from '../report/make-report.ts';
import type { Month } from '../report/month.ts';
import type { Database } from '../store/database.ts';
import { readSyncMonth } from '../store/sync-month.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

export interface MonthReportsDeps {
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly db: Database;
  now(): number;
}

/** One tenant's months of sync. Undefined where its map keeps nothing in agreement. */
export function monthReports({ tenant, map, db, now }: MonthReportsDeps) {
  return (month: Month): Promise<MonthlyReport> | undefined => {
    const declared = declaredSync(map, (id, spec) => catalogue.get(id)?.limits(spec).rates);
    if (!declared) return undefined;
    const read = (one: Month) => readSyncMonth(db, tenant, one, now());
    return makeReport({ tenant, declared, read, keptMs: KEPT_MS.syncFigures, now }, month);
  };
}
