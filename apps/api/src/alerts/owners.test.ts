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
    why: 'It broke.',
  } as const;
  await owners.rolledBack(step);
  await owners.rolledBack(step);
  expect(made.sort()).toEqual([...['integrations-hook', 'integrations-pager', 'integrations-slack', 'support-slack']]);
  const first = await opened.db.selectFrom('alerts').selectAll().executeTakeFirst();
  expect(first?.message).toEqual({
    ...{ kind: 'rollout', from: 'groups', to: 'pilot', why: 'It broke.', system: 'Helpdesk', at: step.at },
  });
  await owners.rolledBack({ ...step, at: '2026-11-25T13:00:00.000Z' });
  expect(made).toHaveLength(8);
});
