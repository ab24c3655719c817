import { createRiskLog } from '@sidelight/api/store/risk-log.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onEachDatabase } from '../conformance/on-each-database.ts';
import { type Command, proveOneTransaction, type RefusedRows, refuseRows } from './refused-rows.ts';
import { type Product, startProduct } from './start-product.ts';

const acme = requireTenant('acme');
const HOUR_MS = 3_600_000;

onEachDatabase('what leads do', (open) => {
  let product: Product;
  let rows: RefusedRows;
  let lead: string;
  let declared = '';
  let planned = '';
  beforeAll(async () => {
    const database = await open();
    product = await startProduct({ database });
    rows = await refuseRows(database.db);
    lead = await product.session('lead');
  }, 40_000);
  afterAll(async () => {
    await product.stop();
    await product.database.close();
  });

  const post = (path: string, body: unknown = {}) => product.post(path, lead, body);
  const remove = (path: string) =>
    fetch(product.url + path, { method: 'DELETE', headers: { authorization: `Bearer ${lead}` } });
  const keepingId = (keep: (id: string) => void) => async (answer: Promise<Response>) => {
    const found = await answer;
    const { id } = JSON.parse(await found.clone().text()) as { id?: string };
    if (found.ok && id !== undefined) keep(id);
    return found;
  };
  const startsAt = () => new Date(Date.now() + HOUR_MS).toISOString();
  const incidents = ['select * from incidents', 'select * from incident_entries'];
  const plans = ['select * from planned_maintenance'];
  const ofIncident = (action: Command['action'], verb: string, body?: unknown): Command => ({
    ...{ action, ask: () => post(`/v1/incidents/${declared}/${verb}`, body), changes: incidents },
  });

  const commands: readonly Command[] = [
    {
      action: 'incident.declared',
      ask: () => keepingId((id) => (declared = id))(post('/v1/incidents', { system: 'crm', minutes: 30 })),
      changes: incidents,
    },
    ofIncident('incident.acknowledged', 'acknowledge'),
    ofIncident('incident.noted', 'note', { text: 'looking' }),
    ofIncident('incident.assigned', 'assign', { to: 'Ruth' }),
    ofIncident('incident.expected', 'expect', { minutes: 15 }),
    {
      action: 'incident.answer_handled',
      ask: () => post(`/v1/incidents/${declared}/answers/1001/handled`),
      changes: ['select * from incident_answers'],
    },
    {
      action: 'incident.answer_reopened',
      ask: () => remove(`/v1/incidents/${declared}/answers/1001/handled`),
      changes: ['select * from incident_answers'],
    },
    ofIncident('incident.ended', 'close'),
    {
      action: 'incident.planned',
      ask: () =>
        keepingId((id) => (planned = id))(post('/v1/incidents', { system: 'crm', minutes: 30, startsAt: startsAt() })),
      changes: plans,
    },
    {
      action: 'incident.replanned',
      ask: () => post(`/v1/incidents/planned/${planned}`, { minutes: 20, startsAt: startsAt() }),
      changes: plans,
    },
    { action: 'incident.unplanned', ask: () => remove(`/v1/incidents/planned/${planned}`), changes: plans },
  ];

  it.each(commands.map((command) => [command.action, command] as const))(
    'is one transaction: %s',
    async (action, command) => {
      if (action === 'incident.answer_handled')
        await createRiskLog(product.database.db).put(acme, declared, { kind: 'unchecked', ticketId: '1001' });
      await proveOneTransaction(product.database.db, rows, command);
    },
  );

  describe('at the same moment for one system', () => {
    it('is one incident, and all of them are in it', async () => {
      const asked = await Promise.all(
        [1, 2, 3, 4, 5].map((n) => post('/v1/incidents', { system: 'billing', minutes: 30 + n, text: `note ${n}` })),
      );
      expect(asked.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
      const ids = await Promise.all(asked.map(async (answer) => ((await answer.json()) as { id: string }).id));
      expect(new Set(ids).size).toBe(1);
      const entries = await product.database.db.selectFrom('incident_entries').selectAll().execute();
      const own = entries.filter((one) => one.incident_id === ids[0]).map(({ entry }) => JSON.stringify(entry));
      expect(own.filter((entry) => entry.includes('"maintenance"') && entry.includes('"until"'))).toHaveLength(5);
      expect(own.filter((entry) => entry.includes('"note"'))).toHaveLength(5);
    });
  });
});
