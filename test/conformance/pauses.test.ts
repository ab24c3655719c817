import { join } from 'node:path';
import type { Subject } from '@sidelight/api/connectors/port.ts';
import type { Outcome } from '@sidelight/api/connectors/resilience/policy.ts';
import { isUpstreamError } from '@sidelight/api/connectors/upstream-error.ts';
import { loadMap } from '@sidelight/api/map/load-map.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ownConnections } from './own-connections.ts';
import { answer, type Behaviour, startUpstream, type Upstream } from './upstream.ts';

const map = await loadMap(join(import.meta.dirname, '../../map'), AbortSignal.timeout(10_000));
let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.stop());

/** The clock of the connections under test: waiting costs nothing. */
let nowMs = 0;
let outcomes: Outcome[] = [];
let connections: ReturnType<typeof ownConnections>;
beforeEach(() => {
  upstream.calls.length = 0;
  nowMs = 1_800_000_000_000;
  outcomes = [];
  const address = { url: upstream.url, headers: { authorization: 'Bearer x' }, consoleUrl: 'https://app.example' };
  connections = ownConnections(
    map,
    { hubspot: address, zendesk: address },
    {
      now: () => nowMs,
      random: () => 0.5,
      onOutcome: (_system, _connector, outcome) => outcomes.push(outcome),
    },
  );
});
afterEach(() => connections.close());

async function ask(connector: string, read: string, subject: Subject) {
  const { policy, connector: own } = connections.get(connector)!;
  return policy
    .run(read, (signal) => own.reads[read]!(subject, signal), 1500, 0, AbortSignal.timeout(5000))
    .then(
      (found) => (found ? 'answered' : 'nobody'),
      (error: unknown) => (isUpstreamError(error) ? error.reason : error),
    );
}
/** How the CRM says that nobody has that address: a 404 for the main one, no hits for the others. */
const nobody: Behaviour = (call, res) =>
  call.path.endsWith('/search')
    ? answer(200, { total: 0, results: [] })(call, res)
    : answer(404, { status: 'error', category: 'OBJECT_NOT_FOUND', message: 'resource not found' })(call, res);
const contact = (n: number) => ask('hubspot', 'contact', { by: 'email', value: `person${n}@harbour.example` });

describe('fifty tickets of different customers, and the CRM says 429 to each', () => {
  const limited = { status: 'error', errorType: 'RATE_LIMIT', policyName: 'TEN_SECONDLY_ROLLING', message: 'too many' };

  it.each([
    ['no time', {}],
    ['Retry-After: 0', { 'retry-after': '0' }],
    ['a Retry-After nobody can read', { 'retry-after': 'soon' }],
    ['a Retry-After that is over', { 'retry-after': 'Tue, 01 Jan 2019 00:00:00 GMT' }],
  ])('with %s: a handful of calls goes out', async (_name, headers) => {
    upstream.behave(answer(429, limited, headers));
    for (let i = 0; i < 50; i++) {
      expect(await contact(i)).toBe('rate_limited');
      nowMs += 100;
    }
    expect(upstream.calls.length).toBeLessThanOrEqual(5);
    const connection = connections.get('hubspot')!;
    expect(connection.policy.state()).toMatchObject({ state: 'degraded', reason: 'rate_limited' });
    expect(connection.policy.holdMs()).toBeGreaterThan(0);
    expect(outcomes.every(({ holdMs }) => (holdMs ?? 0) > 1000)).toBe(true);
  });

  it('for an hour: fewer than one a minute, probes included', async () => {
    upstream.behave(answer(429, limited));
    const { policy, ping } = connections.get('hubspot')!;
    for (let s = 0; s < 3600; s += 3) {
      if (policy.holdMs() === 0) await policy.probe(ping, 1500, AbortSignal.timeout(5000));
      await contact(s);
      nowMs += 3000;
    }
    expect(upstream.calls.length).toBeLessThanOrEqual(75);
  });

  it('and answers again: nothing is held any more', async () => {
    upstream.behave(answer(429, limited));
    await contact(1);
    nowMs += 2000;
    upstream.behave(nobody);
    expect(await contact(2)).toBe('nobody');
    expect(connections.get('hubspot')!.policy.state()).toEqual({ state: 'ok' });
  });
});

describe('one ticket that may not be read', () => {
  const ticket = (id: string) => ask('zendesk', 'ticket', { by: 'id', value: id });
  const open = {
    ticket: {
      ...{ id: 2002, requester_id: 601, organization_id: null, status: 'open', tags: [] },
      updated_at: '2026-11-23T09:05:00Z',
    },
    users: [
      {
        ...{ id: 601, name: 'Mara Lindqvist', email: 'mara@harbour.example', external_id: null, active: true },
        ...{ organization_id: null, user_fields: {}, updated_at: '2026-11-20T08:15:00Z', role: 'end-user' },
      },
    ],
    organizations: [],
  };

  it('leaves the others alone, also when it is opened again and again', async () => {
    upstream.behave((call, res) =>
      call.path === '/api/v2/tickets/201'
        ? answer(403, '', { 'content-type': 'text/html' })(call, res)
        : answer(200, open)(call, res),
    );
    for (let i = 0; i < 4; i++) expect(await ticket('201')).toBe('forbidden');
    expect(await ticket('2002')).toBe('answered');
    expect(connections.get('zendesk')!.policy.state()).toEqual({ state: 'ok' });
    expect(outcomes.map(({ reason, concerns }) => [reason, concerns])).toEqual([
      ...Array(4).fill(['forbidden', 'record']),
      ['ok', undefined],
    ]);
  });

  it('one scope that is missing leaves the other reads alone', async () => {
    upstream.behave((call, res) =>
      call.path.includes('/companies/')
        ? answer(403, { status: 'error', category: 'MISSING_SCOPES', message: 'no' })(call, res)
        : nobody(call, res),
    );
    for (let i = 0; i < 20; i++) {
      expect(await ask('hubspot', 'account', { by: 'id', value: String(700 + i) })).toBe('forbidden');
      expect(await contact(i)).toBe('nobody');
    }
    expect(upstream.calls.filter(({ path }) => path.includes('/companies/'))).toHaveLength(5);
    expect(connections.get('hubspot')!.policy.state()).toEqual({ state: 'ok' });
  });
});
