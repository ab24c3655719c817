import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RolloutAnswer, RolloutRequest } from '@sidelight/shared/setup/rollout.ts';
import express from 'express';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSessions } from '../access/session.ts';
import { noRecord } from '../audit/fixtures.ts';
import { requireTenant } from '../tenants/tenant-id.ts';
import { problems } from './problem.ts';
import { requestIds } from './request-id.ts';
import { rolloutRoute } from './rollout-route.ts';

const sessions = createSessions(randomBytes(32), { now: Date.now });
const request: RolloutRequest = {
  ...{ phase: 'pilot', pilotGroups: ['10'], groups: [] },
  criteria: { leastInTimePercent: 90, mostDownMinutes: 10, mostFailedPercent: 5, overMinutes: 60, leastContexts: 20 },
};

let server: Server;
let answer: RolloutAnswer;
let asked: [RolloutRequest, string][];
let audited: string[];
beforeEach(async () => {
  answer = { kind: 'done' };
  asked = [];
  audited = [];
  const app = express().use(requestIds);
  app.use('/v1', (req, res, next) => {
    const checked = sessions.check(req.headers.authorization);
    if (checked.ok) res.locals.session = checked.session;
    next();
  });
  const route = rolloutRoute({
    async change(body, by) {
      asked.push([body, by]);
      return answer;
    },
    members: async (groups) => ({ members: groups.map((group) => ({ group, count: group.length })) }),
    nameOf: async ({ userId }) => `user ${userId}`,
    recordOf: (action, { userId }) => ({
      ...noRecord,
      settle: async () => void audited.push(`${action} ${userId}`),
    }),
  });
  app.use('/v1/setup/rollout', route).use(problems({ onBug() {}, isStoreAway: () => false }));
  server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

function post(role: 'agent' | 'lead' | 'admin', body: unknown) {
  const tenant = requireTenant('acme');
  const { token } = sessions.issue({ tenant, userId: '7005', role, locale: 'en', location: 'nav_bar' });
  // It listens on a port.
  const { port } = server.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}/v1/setup/rollout`, {
    ...{ method: 'POST', body: JSON.stringify(body) },
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  });
}

it.each(['agent', 'lead'] as const)('is not for a %s', async (role) => {
  expect((await post(role, request)).status).toBe(403);
  expect(asked).toEqual([]);
});

it('changes in the admin’s name, and is audited', async () => {
  const answered = await post('admin', request);
  expect([answered.status, await answered.json()]).toEqual([200, { kind: 'done' }]);
  expect(asked).toEqual([[request, 'user 7005']]);
  expect(audited).toEqual(['rollout.changed 7005']);
});

it('hands on what stands in the way, and audits nothing', async () => {
  answer = { kind: 'blocked', blockers: [{ code: 'no_pilot_group' }] };
  expect(await (await post('admin', request)).json()).toEqual(answer);
  expect(audited).toEqual([]);
});

it.each<[string, unknown]>([
  ['phase', { ...request, phase: 'all' }],
  ['pilotGroups.0', { ...request, pilotGroups: ['../7'] }],
  ['criteria.overMinutes', { ...request, criteria: { ...request.criteria, overMinutes: 1 } }],
])('says that %s is wrong', async (field, body) => {
  const answered = await post('admin', body);
  expect(answered.status).toBe(400);
  expect(await answered.json()).toMatchObject({ code: 'bad_request', fields: [field] });
  expect(asked).toEqual([]);
});
