import { createAlertLog } from '@sidelight/api/store/alert-log.ts';
import { createConnectionLog } from '@sidelight/api/store/connection-log.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createInbox } from '@sidelight/api/store/inbox.ts';
import { createIncidentLog } from '@sidelight/api/store/incident-log.ts';
import { createLastKnown } from '@sidelight/api/store/last-known.ts';
import { createLinks } from '@sidelight/api/store/links.ts';
import { createMarkLog } from '@sidelight/api/store/mark-log.ts';
import { createObservationLog } from '@sidelight/api/store/observation-log.ts';
import { createShownLog } from '@sidelight/api/store/shown-log.ts';
import { createSignalLog } from '@sidelight/api/store/signal-log.ts';
import { createSpeedLog } from '@sidelight/api/store/speed-log.ts';
import type { DamagedRow } from '@sidelight/api/store/stored-rows.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { noJobs } from './no-jobs.ts';
import { onEachDatabase } from './on-each-database.ts';
import { trailOf } from './trail-of.ts';

const acme = requireTenant('acme');
const AT = '2026-11-24T10:00:00.000Z';

onEachDatabase('a stored row that cannot be read', (open) => {
  let opened: OpenDatabase;
  let damaged: DamagedRow[];
  const keep = (row: DamagedRow) => void damaged.push(row);
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());
  beforeEach(() => {
    damaged = [];
  });

  it('of a timeline leaves the other entries, and the other incidents', async () => {
    const log = createIncidentLog(opened.db, keep);
    const id = await log.open(acme, 'billing', AT, [{ kind: 'opened', at: AT, state: 'down' }], undefined);
    await log.open(acme, 'crm', AT, [{ kind: 'opened', at: AT, state: 'down' }], undefined);
    await sql`insert into incident_entries (tenant, incident_id, entry)
      values (${acme}, ${id}, '{"kind":"rumoured","at":1}')`.execute(opened.db);
    await log.append(acme, id!, { kind: 'note', at: AT, by: 'Kim', text: 'looking' });
    const current = await log.current(acme, AT);
    expect(current.map(({ system }) => system).sort()).toEqual(['billing', 'crm']);
    expect((await log.find(acme, id!))?.timeline.map(({ kind }) => kind)).toEqual(['opened', 'note']);
    expect(damaged[0]).toEqual({ table: 'incident_entries', row: `${id}|1` });
  });

  it('of health leaves the other connections and signals', async () => {
    const log = createSignalLog(opened.db, keep);
    await sql`insert into connection_health (tenant, connector, system, state, since_ms, history, last_signal)
      values (${acme}, 'stripe', 'billing', 'ok', 0, '{"now":7}', 1)`.execute(opened.db);
    await sql`insert into health_signals (tenant, process, seq, system, connector, at_ms, source, ok, failed, tail, reason)
      values (${acme}, 'p', 1, 'billing', 'stripe', 1, 'calls', 0, 1, 1, 'a later release’s reason'),
        (${acme}, 'p', 2, 'billing', 'stripe', 2, 'calls', 1, 0, 0, null)`.execute(opened.db);
    expect(await log.connections(acme)).toEqual([]);
    expect((await log.after(acme, 0, 10)).map(({ signal }) => signal.seq)).toEqual([2]);
    expect(damaged.map(({ table }) => table)).toEqual(['connection_health', 'health_signals']);
  });

  it('of what was shown, observed and measured leaves the others', async () => {
    await sql`insert into shown_answers (tenant, ticket_id, field, system, shown, shown_at)
      values (${acme}, '1', 'plan.name', 'billing', '{"kind":"riddle"}', ${AT}),
        (${acme}, '2', 'plan.name', 'billing', '{"kind":"text","text":"Team"}', ${AT})`.execute(opened.db);
    const shown = await createShownLog(opened.db, keep).ofIncident(
      acme,
      { id: 'i', system: 'billing', openedAt: AT },
      AT,
    );
    expect(shown.map(({ ticketId }) => ticketId)).toEqual(['2']);
    await sql`insert into observations (tenant, day, kind, name, detail, count)
      values (${acme}, '2026-11-24', 'rumour', 'x', '', 1), (${acme}, '2026-11-24', 'read', 'crm.account', '', 2)`.execute(
      opened.db,
    );
    const observed = await createObservationLog(opened.db, keep).since(acme, Date.parse(AT));
    expect(observed).toEqual([{ kind: 'read', name: 'crm.account', detail: '', count: 2 }]);
    await sql`insert into speeds (tenant, process, minute, kind, name, buckets)
      values (${acme}, 'p', ${AT}, 'call', 'crm', '"none"'), (${acme}, 'p', ${AT}, 'call', 'billing', '[1]')`.execute(
      opened.db,
    );
    const speeds = await createSpeedLog(opened.db, keep).since(acme, Date.parse(AT));
    expect(speeds.map(({ name }) => name)).toEqual(['billing']);
    expect(damaged.map(({ table }) => table)).toEqual(['shown_answers', 'observations', 'speeds']);
  });

  it('of a connection leaves the other connections', async () => {
    const log = createConnectionLog(opened.db, keep);
    const by = { byId: '7', byName: 'Kim' };
    await log.put(acme, { connector: 'hubspot', method: 'key', inputs: {}, ...by });
    await log.put(acme, { connector: 'jira', method: 'key', inputs: {}, ...by });
    await sql`update connections set method = 'telepathy' where connector = 'jira'`.execute(opened.db);
    expect((await log.all(acme)).map(({ connector }) => connector)).toEqual(['hubspot']);
    expect(damaged).toEqual([{ table: 'connections', row: 'jira' }]);
  });

  it('of an alert, a mark or a delivery is told from one that is not there', async () => {
    await sql`insert into alerts (tenant, once, channel, message) values (${acme}, 'a', 'x', '{"kind":"song"}')`.execute(
      opened.db,
    );
    const { rows } = await sql<{ id: string }>`select id from alerts`.execute(opened.db);
    const alerts = createAlertLog(opened.db, noJobs, keep);
    expect([await alerts.find(acme, String(rows[0]!.id)), await alerts.find(acme, '0')]).toEqual([
      'damaged',
      undefined,
    ]);
    await sql`insert into ticket_marks (tenant, ticket_id, basis, fields) values (${acme}, '1', 'i', '"all"')`.execute(
      opened.db,
    );
    const marks = createMarkLog(opened.db, noJobs, keep);
    expect(await marks.find(acme, { ticketId: '1', basis: 'i' })).toBe('damaged');
    expect(await marks.find(acme, { ticketId: '2', basis: 'i' })).toBeUndefined();
    await sql`insert into webhook_inbox (tenant, system, delivery_id, body) values (${acme}, 'helpdesk', 'd', '[]')`.execute(
      opened.db,
    );
    const inbox = createInbox(opened.db, noJobs, keep);
    expect([await inbox.find(acme, 'helpdesk', 'd'), await inbox.find(acme, 'helpdesk', 'e')]).toEqual([
      'damaged',
      undefined,
    ]);
    expect(damaged.map(({ table }) => table)).toEqual(['alerts', 'ticket_marks', 'webhook_inbox']);
  });

  it('of an answer or a link is one that was never kept', async () => {
    await sql`insert into last_known (tenant, read, subject, answer, read_at)
      values (${acme}, 'crm.account', 'id:1', '[]', ${AT})`.execute(opened.db);
    const lastKnown = createLastKnown(opened.db, () => {});
    expect(await lastKnown.find(acme, 'crm.account', 'id:1')).toBeUndefined();
    await sql`insert into links (tenant, requester_id, account_id, evidence, basis)
      values (${acme}, '1', 'a', '{}', 'email')`.execute(opened.db);
    expect(await createLinks(opened.db, trailOf(opened.db).audited).find(acme, '1', '')).toBeUndefined();
  });
});
