import type { Setup } from '@sidelight/shared/setup/setup.ts';
import { connections } from './connections.ts';
import { readiness } from './readiness.ts';
import { rollout } from './rollout.ts';

/** Nothing connected, everything else in order, but for what is said otherwise. */
export const setupOf = (more: Partial<Setup> = {}): Setup => ({
  at: '2026-11-25T10:00:00.000Z',
  tenant: 'acme',
  connections: connections([]),
  webhook: { kind: 'not_registered' },
  readiness: readiness({}),
  rollout: rollout(),
  ...more,
});
