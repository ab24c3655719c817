import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { SystemSpec } from '@sidelight/shared/map/system.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';

const HOUR_MS = 3_600_000;

/** Calls an hour that nobody asked for, at most, while all is well. */
export interface CallPace {
  readonly probes: number;
  readonly canary: number;
}

/** How often one connector is asked by us, by the map alone: each read that a ticket may need at each canary. Pure. */
export function callPace({ health }: IntegrationMap, spec: SystemSpec, connector: string): CallPace {
  const { probes, canary } = health;
  if (!probes.isOn) return { probes: 0, canary: 0 };
  const quietMs = ownValue(spec.connectors, connector)?.quota.quietMs ?? probes.quietMs;
  const reads = Object.values(spec.reads).filter(
    (read) => read.connector === connector && read.about !== 'derived' && read.about !== 'agent' && !read.standsInFor,
  );
  return { probes: HOUR_MS / quietMs, canary: canary ? (reads.length * HOUR_MS) / canary.everyMs : 0 };
}

/** What a limit comes to in an hour, kept up all the time. */
export const anHour = ({ calls, windowMs }: { readonly calls: number; readonly windowMs: number }): number =>
  (calls * HOUR_MS) / windowMs;
