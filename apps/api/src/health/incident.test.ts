import type { IncidentEntry } from '@sidelight/shared/health/incident.ts';
import { describe, expect, it } from 'vitest';
import { incidentNow } from './incident.ts';

const at = '2026-11-28T02:00:00.000Z';
const until = '2026-11-28T02:35:00.000Z';
const by = 'Ruth Abara';
const now = (...timeline: IncidentEntry[]) =>
  incidentNow({ openedAt: at, timeline: [{ kind: 'opened', at, state: 'degraded' }, ...timeline] });

describe('when an incident will be over', () => {
  it('is what a lead expects, though it gets worse meanwhile', () => {
    expect(now({ kind: 'expected', at, by, until }).until).toBe(until);
    expect(now({ kind: 'expected', at, by, until }, { kind: 'changed', at, state: 'down' }).until).toBe(until);
  });

  it('is not known once that time has passed', () => {
    expect(now({ kind: 'expected', at, by, until }, { kind: 'overdue', at: until }).until).toBeUndefined();
  });

  it('is not the end of a maintenance that an outage has followed', () => {
    const maintained = now({ kind: 'maintenance', at, by, until }, { kind: 'changed', at: until, state: 'down' });
    expect(maintained).toMatchObject({ state: 'down', until: undefined });
  });

  it('nor is anything else that was said of the maintenance', () => {
    const followed = now(
      { kind: 'maintenance', at, by, until },
      { kind: 'note', at, by, text: 'Upgrade, all back at ten' },
      { kind: 'assigned', at, by, to: 'Tom' },
      { kind: 'acknowledged', at, by },
      { kind: 'changed', at: until, state: 'down' },
    );
    expect(followed).toMatchObject({ note: undefined, assigned: undefined, acknowledged: undefined });
  });
});

describe('who is on it', () => {
  it('is the one it was assigned to last; the newest note counts', () => {
    const said = now(
      { kind: 'assigned', at, by, to: 'Tom' },
      { kind: 'note', at, by, text: 'first' },
      { kind: 'assigned', at, by, to: 'Integrations' },
      { kind: 'note', at, by, text: 'second' },
    );
    expect(said).toMatchObject({ assigned: 'Integrations', note: { by, text: 'second' } });
  });
});
