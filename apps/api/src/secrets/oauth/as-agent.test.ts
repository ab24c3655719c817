import { beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import type { HttpAnswer } from '../../connectors/http/http-client.ts';
import { UpstreamError } from '../../connectors/upstream-error.ts';
import { requireTenant } from '../../tenants/tenant-id.ts';
import { Secret } from '../secret.ts';
import { createAskAsAgent } from './as-agent.ts';
import type { AccessToken } from './oauth-tokens.ts';

type Step = HttpAnswer | UpstreamError;
let answers: Step[];
let sent: string[];
let given: AccessToken;
let replaced: AccessToken;
let holders: string[];

const live = (token: string): AccessToken => ({ kind: 'live', token: new Secret(token) });
beforeEach(() => {
  [answers, sent, holders] = [[], [], []];
  [given, replaced] = [live('one'), live('two')];
});
const ask = createAskAsAgent({
  tenant: requireTenant('acme'),
  own: {
    scopes: [],
    path: { ticket: (id) => `/tickets/${id}`, user: (id) => `/users/${id}` },
    idIn: z.object({ id: z.string() }).transform(({ id }) => id),
  },
  tokens: {
    async accessToken(_tenant, holder) {
      holders.push(holder);
      return given;
    },
    replace: async () => replaced,
  },
  http: {
    async send({ path, headers }) {
      sent.push(`${path} ${headers?.authorization}`);
      const next = answers.shift()!;
      if (next instanceof UpstreamError) throw next;
      return next;
    },
  },
});
const sees = (by: 'ticket' | 'user' = 'ticket') => ask('7', { by, id: '12' }, new AbortController().signal);
const ok = (id: string): HttpAnswer => ({ status: 200, json: { id } });
const refused = (reason: 'credential' | 'forbidden', concerns?: 'record' | 'read') =>
  new UpstreamError(reason, undefined, { isRefusal: true, concerns });

it('is seen with an answer about that very record, asked with that person’s own token', async () => {
  answers = [ok('12'), ok('12')];
  expect(await sees()).toEqual({ kind: 'seen' });
  expect(await sees('user')).toEqual({ kind: 'seen' });
  expect(sent).toEqual(['/tickets/12 Bearer one', '/users/12 Bearer one']);
  expect(holders).toEqual(['agent/7', 'agent/7']);
});

it.each([
  [{ status: 404, json: {} }, 'hidden'],
  [{ status: 410, json: {} }, 'hidden'],
  [refused('forbidden', 'record'), 'hidden'],
  [refused('forbidden', 'read'), 'not_allowed'],
  [ok('13'), 'unsure'],
  [{ status: 200, json: { tickets: [] } }, 'unsure'],
  [new UpstreamError('timeout'), 'unsure'],
  [new UpstreamError('rate_limited'), 'unsure'],
] as const)('is nothing else than seen with any other (%#)', async (answer, kind) => {
  answers = [answer];
  expect(await sees()).toMatchObject({ kind });
});

it('is asked once more with a new token where the helpdesk refuses the old one, and no further', async () => {
  answers = [refused('credential'), ok('12')];
  expect(await sees()).toEqual({ kind: 'seen' });
  expect(sent).toEqual(['/tickets/12 Bearer one', '/tickets/12 Bearer two']);
  answers = [refused('credential'), refused('credential')];
  expect(await sees()).toEqual({ kind: 'not_allowed' });
  replaced = { kind: 'reconnect_needed' };
  answers = [refused('credential')];
  expect(await sees()).toEqual({ kind: 'not_allowed' });
});

it.each(['not_connected', 'reconnect_needed', 'undecipherable'] as const)(
  'asks nothing without a token (%s)',
  async (kind) => {
    given = { kind };
    expect(await sees()).toEqual({ kind: 'not_allowed' });
    expect(sent).toEqual([]);
  },
);

it('is unsure while the token cannot be renewed', async () => {
  given = { kind: 'unavailable', reason: 'timeout' };
  expect(await sees()).toEqual({ kind: 'unsure', reason: 'timeout' });
});
