import { replayIncident } from '@sidelight/api/health/replay.ts';
import { createIncidentLog } from '@sidelight/api/store/incident-log.ts';
import { createSignalLog } from '@sidelight/api/store/signal-log.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readStatus } from './read-status.ts';
import { type Product, startProduct } from './start-product.ts';

const tenant = requireTenant('acme');
let product: Product;
beforeAll(async () => {
  product = await startProduct({ pace: { quietMs: 300 } });
});
afterAll(() => product.stop());

it('recorded signals lead to the same banner again, step by step', async () => {
  const token = await product.session('lead');
  const status = await readStatus(product, token);
  await product.stream(token, { ticketId: '1001' });
  // Refused, then broken: the banner changes while it is up.
  product.world.faults.set('billing', { kind: '401' });
  const { incidents } = await status.until((s) => s.incidents[0]?.state === 'locked_out');
  const { id } = incidents[0]!;
  product.world.faults.set('billing', { kind: '5xx' });
  await status.until((s) => s.incidents[0]?.state === 'down');
  product.world.faults.clear();
  await status.until((s) => s.incidents.length === 0);
  status.close();

  const logs = { signals: createSignalLog(product.database.db), incidents: createIncidentLog(product.database.db) };
  const replay = await replayIncident(logs, tenant, id);
  if (replay.kind !== 'replayed') throw new Error(replay.kind);
  expect(replay.again.map((step) => step.state)).toEqual(['locked_out', 'down', 'ok']);
  expect(replay.again).toEqual(replay.shown);
  expect(replay.isSame).toBe(true);
  expect(await replayIncident(logs, tenant, 'nonsense')).toEqual({ kind: 'no_such_incident' });

  // A signal that was never there makes another story of it.
  await logs.incidents.append(tenant, id, { kind: 'changed', at: new Date().toISOString(), state: 'degraded' });
  expect(await replayIncident(logs, tenant, id)).toMatchObject({ kind: 'replayed', isSame: false });
});
