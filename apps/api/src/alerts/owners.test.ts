import { reportableCode } from '@sidelight/shared/map/reportable-code.ts';
import type { RolloutStep } from '@sidelight/shared/setup/rollout.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadMap } from '../map/load-map.ts';
import { createAlertLog } from '../store/alert-log.ts';
import { type OpenDatabase, openDatabase } from '../store/database.ts';
import { requireTenant } from '../tenants/tenant-id.ts';
import { createOwners } from './owners.ts';

let opened: OpenDatabase;
beforeAll(async () => {
  opened = await openDatabase({ inMemory: true });
});
afterAll(() => opened.close());

it('a rollback is told once to both owners of the helpdesk, however often it is said', async () => {
  const tenant = requireTenant('acme');
  const made: string[] = [];
  const log = createAlertLog(opened.db, {
    put: async (_within, _queue, jobs) => void made.push(...jobs.map(({ order }) => String(order))),
  });
  const map = await loadMap(new URL('../../../../map', import.meta.url).pathname, AbortSignal.timeout(5000));
  const owners = createOwners({ tenant, map, log, untilTried: async () => {}, now: Date.now });
  const step = {
    at: '2026-11-25T12:00:00.000Z',
    from: 'groups',
    to: 'pilot',
    by: 'rollback',
    reason: {
      code: 'breached',
      breaches: [
        { criterion: 'in_time', measured: 66.7, limit: 95 },
        { criterion: 'failed', measured: 33.3, limit: 5 },
      ],
      minutes: 60,
      whoIsLeft: 'admins_without_groups',
    },
  } satisfies RolloutStep;
  await owners.rolledBack(step);
  await owners.rolledBack(step);
  expect(made.sort()).toEqual([...['integrations-hook', 'integrations-pager', 'integrations-slack', 'support-slack']]);
  const why =
    'In the last 60 minutes 66.7 % of contexts came in time, and at least 95 % should have, and 33.3 % of contexts ' +
    'came without a customer’s data, and at most 5 % were allowed. Only admins see the sidebar now: the pilot names no group.';
  const first = await opened.db.selectFrom('alerts').selectAll().executeTakeFirst();
  expect(first?.message).toEqual({
    ...{ kind: 'rollout', from: 'groups', to: 'pilot', why, system: 'Helpdesk', at: step.at },
  });
  await owners.rolledBack({ ...step, at: '2026-11-25T13:00:00.000Z' });
  expect(made).toHaveLength(8);
});

it('tells both owners of the helpdesk of who has masked values shown too often, each person once a day for each cause', async () => {
  const made: string[] = [];
  const log = createAlertLog(opened.db, {
    put: async (_within, _queue, jobs) => void made.push(...jobs.map(({ order }) => String(order))),
  });
  const map = await loadMap(new URL('../../../../map', import.meta.url).pathname, AbortSignal.timeout(5000));
  let nowMs = Date.now();
  const owners = createOwners({
    tenant: requireTenant('acme'),
    map,
    log,
    untilTried: async () => {},
    now: () => nowMs,
  });
  const notice = { what: 'limit', userId: '7', role: 'agent', count: 10 } as const;
  await owners.revealed(notice);
  nowMs += 3_600_000;
  await owners.revealed(notice);
  const each = made.length;
  expect(each).toBeGreaterThan(1);
  await owners.revealed({ ...notice, what: 'unusual' });
  await owners.revealed({ ...notice, userId: '8' });
  expect(made).toHaveLength(3 * each);
  nowMs += 24 * 3_600_000;
  await owners.revealed(notice);
  expect(made).toHaveLength(4 * each);
});

it('is told once of what many notice in the same moment', async () => {
  let sent = 0;
  const log = createAlertLog(opened.db, {
    async put(_within, _queue, jobs) {
      sent += jobs.length;
    },
  });
  const map = await loadMap(new URL('../../../../map', import.meta.url).pathname, AbortSignal.timeout(5000));
  let nowMs = Date.now();
  const now = () => nowMs++;
  const owners = createOwners({ tenant: requireTenant('acme'), map, log, untilTried: async () => {}, now });
  const notices: readonly (() => Promise<unknown>)[] = [
    () => owners.newValue('plan.name', reportableCode('grace_period')),
    () => owners.revealed({ what: 'limit', userId: '8', role: 'agent', count: 10 }),
    () =>
      owners.webhook({
        alarm: 'bad_signatures',
        what: 'began',
        system: 'billing',
        since: new Date(now()).toISOString(),
      }),
  ];
  for (const notice of notices) {
    await notice();
    const channels = sent;
    expect(channels).toBeGreaterThan(0);
    await opened.db.deleteFrom('alerts').execute();
    sent = 0;
    await Promise.all(Array.from({ length: 20 }, notice));
    expect(sent).toBe(channels);
    sent = 0;
  }
});
