import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { Area } from '@sidelight/shared/setup/area.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditKeys } from '../audit/marks.ts';
import { loadMap } from '../map/load-map.ts';
import { createAuditTrail } from '../store/audit.ts';
import { type OpenDatabase, openDatabase } from '../store/database.ts';
import { createEvidenceLog } from '../store/evidence-log.ts';
import { createIncidentLog } from '../store/incident-log.ts';
import { createObservationLog } from '../store/observation-log.ts';
import { createRolloutLog } from '../store/rollout-log.ts';
import { createSpeedLog } from '../store/speed-log.ts';
import { requireTenant } from '../tenants/tenant-id.ts';
import { createReadiness, gatherFacts, type ReadinessPorts } from './gather-facts.ts';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const at = (minutesAgo: number) => new Date(NOW - minutesAgo * 60_000).toISOString();
const folder = new URL('../../../../map', import.meta.url).pathname;
const tenant = requireTenant('acme');
const signal = AbortSignal.timeout(30_000);

let opened: OpenDatabase;
let map: IntegrationMap;
beforeAll(async () => {
  opened = await openDatabase({ inMemory: true });
  map = await loadMap(folder, signal);
});
afterAll(() => opened.close());

const ports = (over: Partial<ReadinessPorts> = {}): ReadinessPorts => ({
  ...{ tenant, map, evidence: createEvidenceLog(opened.db), observations: createObservationLog(opened.db) },
  ...{
    speeds: createSpeedLog(opened.db),
    incidents: createIncidentLog(opened.db),
    rollouts: createRolloutLog(opened.db),
  },
  remarks: async () => [],
  ...{ connections: () => [], vendorPages: () => [], publicUrl: () => undefined, backup: async () => undefined },
  secrets: async () => ({ kind: 'environment' }),
  now: () => NOW,
  ...over,
});

it('finds nothing where nothing has happened, and fails at nothing', async () => {
  const { areas, isReady } = await createReadiness(ports())(signal);
  expect(isReady).toBe(false);
  const scores = new Map<Area, number>(areas.map(({ area, score }) => [area, score]));
  expect([scores.get('taxonomy'), scores.get('rollout'), scores.get('training')]).toEqual([1, 1, 1]);
});

it('looks at what was really seen, and a practice is a maintenance that began it', async () => {
  const seen = createObservationLog(opened.db);
  await seen.add(tenant, NOW, [
    { kind: 'field', name: 'account.name', detail: 'filled', count: 30 },
    { kind: 'code', name: 'payment.status', detail: 'never_heard_of', count: 2 },
  ]);
  await seen.add(tenant, NOW - 7 * 86_400_000, [{ kind: 'field', name: 'account.name', detail: 'filled', count: 999 }]);
  await createSpeedLog(opened.db).count(tenant, NOW - 3_600_000, { total: 120, kept: 100 });
  const incidents = createIncidentLog(opened.db);
  const maintenance = { kind: 'maintenance', at: at(50), by: 'Ruth', until: at(20) } as const;
  const practice = (await incidents.open(
    ...([
      tenant,
      'billing',
      at(50),
      [{ kind: 'opened', at: at(50), state: 'maintenance' }, maintenance],
      undefined,
    ] as const),
  ))!;
  await incidents.append(tenant, practice, { kind: 'acknowledged', at: at(45), by: 'Ruth' });
  await incidents.close(tenant, practice, { kind: 'closed', at: at(30) });
  const outage = [{ kind: 'opened', at: at(40), state: 'down' } as const, { ...maintenance, at: at(39) }];
  await incidents.open(tenant, 'crm', at(40), outage, undefined);
  const audit = createAuditTrail(opened.db, {
    keysOf: async () => auditKeys(Buffer.alloc(32)),
    aside: { append: async () => {}, takeIn: async () => 0 },
    onTrouble: () => {},
  });
  const view = (actorId: string, minutesAgo: number) =>
    audit.record({
      ...{ tenant, atMs: NOW - minutesAgo * 60_000, requestId: 'r', actorId, role: 'agent' },
      ...{ action: 'context.viewed', ticketId: '1001' },
    });
  view('7001', 40);
  view('7002', 29);
  await audit.flush();

  const facts = await gatherFacts(ports(), signal);
  expect(facts).toMatchObject({
    fieldsShown: 30,
    slo: { total: 120, kept: 100 },
    rollout: undefined,
    backup: undefined,
  });
  expect(facts.drift).toContainEqual({ kind: 'new_code', field: 'payment.status', code: 'never_heard_of', count: 2 });
  expect(facts.practices).toEqual([{ id: practice, system: 'billing', at: at(50), acknowledgedBy: 'Ruth', seenBy: 1 }]);
  expect(facts.ticketsByAgent).toHaveLength(2);
});

it('of several connections the canary is as old as its oldest word, and as wrong as its worst', async () => {
  const words = [
    { at: at(3), isRight: true },
    { at: at(8), isRight: true },
    { at: at(2), isRight: false },
  ];
  const evidence = { ...createEvidenceLog(opened.db), canary: async () => words };
  expect((await gatherFacts(ports({ evidence }), signal)).canary).toEqual({ rightAt: at(8), wrongAt: at(2) });
});
