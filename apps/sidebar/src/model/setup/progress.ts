import type { Blocker } from '@sidelight/shared/setup/blocker.ts';
import type { ConnectionStanding, SetupConnection } from '@sidelight/shared/setup/connection.ts';
import type { Phase } from '@sidelight/shared/setup/phase.ts';
import type { ReadinessArea } from '@sidelight/shared/setup/readiness.ts';
import type { RolloutStep, Watched } from '@sidelight/shared/setup/rollout.ts';
import type { Setup } from '@sidelight/shared/setup/setup.ts';
import { LEAST_SCORE } from './least-score.ts';
import { wider } from './phases.ts';

export const SECTIONS = ['connections', 'webhook', 'readiness', 'rollout'] as const;
export type Section = (typeof SECTIONS)[number];

/** The one thing to do now: first what is wrong, then what is missing, in the order of the page. */
export type NextStep =
  | { readonly kind: 'breached'; readonly criterion: Watched['criterion'] }
  | { readonly kind: 'rolled_back'; readonly step: RolloutStep }
  | { readonly kind: 'reconnect'; readonly connection: SetupConnection }
  | { readonly kind: 'connect'; readonly connection: SetupConnection }
  | { readonly kind: 'register' }
  | { readonly kind: 'webhook_lost' }
  | { readonly kind: 'raise'; readonly area: ReadinessArea }
  | { readonly kind: 'unblock'; readonly blocker: Blocker }
  | { readonly kind: 'widen'; readonly to: Phase }
  | { readonly kind: 'done' };

export interface Progress {
  readonly connected: number;
  readonly of: number;
  readonly below: readonly ReadinessArea[];
  readonly next: NextStep;
  readonly sections: Readonly<Record<Section, 'done' | 'open' | 'wrong'>>;
}

const isConnected = ({ standing }: SetupConnection): boolean => standing.kind === 'connected';

/** It was connected and cannot do its work before somebody gives it a key again. */
const isLocked = (standing: ConnectionStanding): boolean =>
  standing.kind === 'unusable' || (standing.kind === 'connected' && standing.health === 'locked_out');

export function progressOf(setup: Setup): Progress {
  const { connections, readiness, rollout } = setup;
  const below = readiness.areas.filter(({ score }) => score < LEAST_SCORE);
  const breached = rollout.watched.some(({ isBreached }) => isBreached);
  return {
    connected: connections.filter(isConnected).length,
    of: connections.length,
    below,
    next: nextStep(setup, below),
    sections: {
      connections: connections.some(({ standing }) => isLocked(standing))
        ? 'wrong'
        : connections.every(isConnected)
          ? 'done'
          : 'open',
      webhook: webhookState(setup),
      readiness: readiness.isReady ? 'done' : 'open',
      rollout: breached ? 'wrong' : rollout.phase === 'everyone' ? 'done' : 'open',
    },
  };
}

function webhookState({ webhook }: Setup): Progress['sections']['webhook'] {
  if (webhook.kind === 'operator') return 'done';
  if (webhook.kind !== 'registered') return 'open';
  return webhook.test?.state === 'lost' ? 'wrong' : 'done';
}

function nextStep(setup: Setup, below: readonly ReadinessArea[]): NextStep {
  const { connections, webhook, readiness, rollout } = setup;
  const breached = rollout.watched.find(({ isBreached }) => isBreached);
  if (breached) return { kind: 'breached', criterion: breached.criterion };
  const locked = connections.find(({ standing }) => isLocked(standing));
  if (locked) return { kind: 'reconnect', connection: locked };
  const [last] = rollout.history;
  if (last?.by === 'rollback') return { kind: 'rolled_back', step: last };
  // A company that is ready without a system may well have none of that kind.
  const missing = connections.find(({ standing }) => standing.kind === 'not_connected');
  if (missing && !readiness.isReady) return { kind: 'connect', connection: missing };
  if (webhook.kind === 'not_registered') return { kind: 'register' };
  if (webhook.kind === 'registered' && webhook.test?.state === 'lost') return { kind: 'webhook_lost' };
  const to = wider(rollout.phase);
  // What only a pilot can raise is in nobody's way before there is one.
  const isInTheWay = ({ area }: ReadinessArea) => rollout.blockers.some((one) => 'area' in one && one.area === area);
  const [lowest] = below.filter(isInTheWay).toSorted((a, b) => a.score - b.score);
  if (lowest) return { kind: 'raise', area: lowest };
  if (!to) return { kind: 'done' };
  const [blocker] = rollout.blockers;
  return blocker ? { kind: 'unblock', blocker } : { kind: 'widen', to };
}
