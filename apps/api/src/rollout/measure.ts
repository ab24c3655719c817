import type { IncidentLog } from '../health/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { downMinutes } from './down-minutes.ts';
import type { Measured } from './evaluate-criteria.ts';
import type { ServedLog, StoredRollout } from './ports.ts';

export interface MeasureDeps {
  readonly tenant: TenantId;
  readonly served: ServedLog;
  readonly incidents: Pick<IncidentLog, 'current'>;
  now(): number;
}

export type Measure = (rollout: Pick<StoredRollout, 'criteria' | 'since'>) => Promise<Measured>;

const MINUTE_MS = 60_000;

/** What the criteria are held against, over their time and never before the phase was watched. */
export const createMeasure =
  ({ tenant, served, incidents, now }: MeasureDeps): Measure =>
  async ({ criteria, since }) => {
    const nowMs = now();
    const fromMs = Math.max(nowMs - criteria.overMinutes * MINUTE_MS, Date.parse(since));
    const [contexts, outages] = await Promise.all([
      served.between(tenant, fromMs, nowMs),
      incidents.current(tenant, new Date(Math.min(fromMs, nowMs)).toISOString()),
    ]);
    return { fromMs, contexts, downMinutes: downMinutes(outages, fromMs, nowMs) };
  };
