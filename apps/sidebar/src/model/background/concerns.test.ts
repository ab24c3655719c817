import { Status } from '@sidelight/shared/health/status.ts';
import { describe, expect, it } from 'vitest';
import { concernsIn, incidentOf, isHeardStatus } from './concerns.ts';

const radius = {
  ...{ fields: [], cards: [], workflows: [], owner: { name: 'Integrations', contact: '#integrations' } },
  ...{ openTickets: 0, agents: 0, accounts: 0 },
};
const common = { system: 'billing', name: 'Billing', since: '2026-11-23T10:00:00.000Z', radius, ask: '' };
/** A line as the server writes it. */
const line = (...incidents: object[]): unknown =>
  JSON.parse(JSON.stringify({ type: 'status', status: Status.parse({ at: common.since, systems: [], incidents }) }));
const heard = (json: unknown) => (isHeardStatus(json) ? concernsIn(json) : 'unheard');

describe('what concerns a lead', () => {
  it('is every open incident, and one of wrong values as such', () => {
    expect(
      heard(
        line({ ...common, id: 'a', state: 'down' }, { ...common, id: 'b', state: 'degraded', reason: 'wrong_values' }),
      ),
    ).toEqual(['a', 'b wrong_values']);
  });

  it('is no planned maintenance', () => {
    expect(heard(line({ ...common, id: 'a', state: 'maintenance', until: common.since }))).toEqual([]);
  });

  it('is nothing new in a beat', () => {
    expect(heard({ type: 'beat', at: common.since })).toBeUndefined();
  });

  it.each([
    undefined,
    null,
    'status',
    {},
    { type: 7 },
    { type: 'status' },
    { type: 'status', status: { incidents: 'x' } },
    { type: 'status', status: { incidents: [{ id: 7, state: 'down' }] } },
    { type: 'status', status: { incidents: [null] } },
  ])('is not read out of %o', (odd) => {
    expect(heard(odd)).toBe('unheard');
  });
});

it('knows whose incident a concern is', () => {
  expect([incidentOf('a'), incidentOf('b wrong_values')]).toEqual(['a', 'b']);
});
