import type { HealthRules } from '@sidelight/shared/map/health-rules.ts';
import type { ConnectionHealth } from './health-state-machine.ts';

type Pace = HealthRules['probes'];

/** How long after it was last heard of a connection is asked again by us. Pure. */
export function probeAfterMs(health: ConnectionHealth | undefined, pace: Pace): number {
  if (!health) return pace.quietMs;
  // One good answer, or one bad: the next ones decide.
  if (health.good > 0) return pace.suspectMs;
  if (health.state === 'locked_out') return pace.lockedMs;
  // A kind of question is refused, and the rest is well: no reason to ask more often.
  if (health.by === 'refusal') return health.isSuspect ? pace.suspectMs : pace.quietMs;
  if (health.state !== 'ok') return pace.downMs;
  return health.failing > 0 || health.isSuspect ? pace.suspectMs : pace.quietMs;
}

/** The same for the canary, which costs a read of everything: slow, until it has been wrong. */
export const canaryAfterMs = (connections: readonly ConnectionHealth[], everyMs: number, pace: Pace): number =>
  connections.some((c) => c.wrong > 0 || (c.by === 'canary' && c.state !== 'ok')) ? pace.downMs : everyMs;
