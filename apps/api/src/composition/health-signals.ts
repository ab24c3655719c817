import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { Outcome } from '../connectors/resilience/policy.ts';
import { createLatencyRecorder } from '../health/latency-recorder.ts';
import { createMapUsage } from '../health/map-usage.ts';
import { createSignalCollector } from '../health/signal-collector.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Log } from '../log.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { HealthLogs } from './health-logs.ts';

export interface HealthSignalsDeps {
  readonly tenant: TenantId;
  /** Names these running parts among all that watch this tenant. */
  readonly runtimeId: string;
  readonly map: IntegrationMap;
  readonly logs: HealthLogs;
  readonly metrics: Metrics;
  readonly log: Log;
  now(): number;
  /** Like `now`, and never jumps: what signals are dated by. */
  steadyNow(): number;
}

/** What is noted of each call, in memory and until it is flushed. It asks nothing, so it is there before whoever calls. */
export function createHealthSignals(given: HealthSignalsDeps) {
  const { tenant, runtimeId, map, logs, metrics, log, now, steadyNow } = given;
  const collector = createSignalCollector(runtimeId, steadyNow);
  const speeds = createLatencyRecorder(tenant, logs.speeds, runtimeId, map.health.slo.withinMs, now);
  const mapUsage = createMapUsage({ tenant, log: logs.observations, now, steadyNow });
  return {
    collector,
    speeds,
    mapUsage,
    onOutcome(system: string, connector: string, outcome: Outcome) {
      const { reason, tookMs } = outcome;
      metrics.call(tenant, system, connector, reason, tookMs);
      collector.call(system, connector, outcome);
      mapUsage.call(system, connector);
      if (reason !== 'cancelled') speeds.call(system, tookMs);
      if (reason !== 'ok') log.warn('a call failed', { tenant, system, connector, reason, tookMs });
    },
  };
}

export type HealthSignals = ReturnType<typeof createHealthSignals>;
