import type { Area } from '@sidelight/shared/setup/area.ts';
import type { Blocker } from '@sidelight/shared/setup/blocker.ts';
import { describe, expect, it } from 'vitest';
import { ALL, byServer, connections, endingSoon, unusable } from '../../../dev/setup/connections.ts';
import { NOTHING, readiness } from '../../../dev/setup/readiness.ts';
import { piloted, rollout } from '../../../dev/setup/rollout.ts';
import { setupOf } from '../../../dev/setup/setup-of.ts';

import { progressOf } from './progress.ts';

const all = connections(ALL);
const registered = { kind: 'registered', since: setupOf().at } as const;
const lost = { ...registered, test: { sentAt: setupOf().at, state: 'lost' } } as const;
const unready = readiness({ training: 1 });
const tooLow = (area: Area, score: number): Blocker => ({ code: 'low_for_pilot', area, score, least: 3 });
const calm = rollout().watched;

describe('what is next', () => {
  it.each([
    [
      'the helpdesk first',
      setupOf({ readiness: readiness(NOTHING) }),
      { kind: 'connect', connection: { connector: 'zendesk' } },
    ],
    [
      'then the others in their order',
      setupOf({ connections: connections(['zendesk']), readiness: unready }),
      { kind: 'connect', connection: { connector: 'hubspot' } },
    ],
    ['a breach before all else', setupOf({ rollout: rollout(piloted) }), { kind: 'breached', criterion: 'in_time' }],
    [
      'a grant taken back before what is missing',
      setupOf({ connections: connections([], { jira: unusable }), readiness: unready }),
      { kind: 'reconnect', connection: { connector: 'jira' } },
    ],
    [
      'that it went back by itself',
      setupOf({ rollout: rollout({ history: [{ at: '', from: 'pilot', to: 'sandbox', by: 'rollback' }] }) }),
      { kind: 'rolled_back', step: { to: 'sandbox' } },
    ],
    ['no system that readiness does without', setupOf({ connections: connections(['zendesk']) }), { kind: 'register' }],
    ['a lost test', setupOf({ connections: all, webhook: lost }), { kind: 'webhook_lost' }],
    [
      'the lowest area that is in the way',
      setupOf({
        ...{ connections: all, webhook: registered, readiness: readiness({ training: 0, taxonomy: 0, monitoring: 1 }) },
        rollout: rollout({ blockers: [tooLow('monitoring', 2), tooLow('taxonomy', 1)] }),
      }),
      { kind: 'raise', area: { area: 'taxonomy' } },
    ],
    [
      'the pilot, where what is low can only be raised by one',
      setupOf({ connections: all, webhook: registered, readiness: readiness({ training: 1 }) }),
      { kind: 'widen', to: 'pilot' },
    ],
    [
      'what blocks',
      setupOf({ connections: all, webhook: registered, rollout: rollout({ blockers: [{ code: 'no_pilot_group' }] }) }),
      { kind: 'unblock', blocker: { code: 'no_pilot_group' } },
    ],
    ['the next phase', setupOf({ connections: all, webhook: registered }), { kind: 'widen', to: 'pilot' }],
    [
      'nothing any more',
      setupOf({ connections: all, webhook: registered, rollout: rollout({ phase: 'everyone' }) }),
      { kind: 'done' },
    ],
  ])('is %s', (_, setup, next) => {
    expect(progressOf(setup).next).toMatchObject(next);
  });
});

describe('how far it has come', () => {
  it('counts what is connected, however, and not what cannot be used', () => {
    const setup = setupOf({
      connections: connections(['zendesk', 'hubspot'], { hubspot: unusable, statuspage: byServer }),
    });
    expect(progressOf(setup)).toMatchObject({ connected: 2, of: 6, sections: { connections: 'wrong' } });
  });

  it('is done where everything is, and not wrong where a system is merely slow', () => {
    const setup = setupOf({
      connections: connections(ALL, { jira: endingSoon }),
      webhook: { kind: 'operator' },
      rollout: rollout({ phase: 'everyone', watched: calm }),
    });
    expect(progressOf(setup).sections).toEqual({
      connections: 'done',
      webhook: 'done',
      readiness: 'done',
      rollout: 'done',
    });
  });

  it('names every area below the least score', () => {
    const { below, sections } = progressOf(setupOf({ readiness: readiness(NOTHING) }));
    expect(below.map(({ area }) => area)).toEqual(['taxonomy', 'security', 'monitoring', 'rollout', 'training']);
    expect(sections.readiness).toBe('open');
  });
});
