import { emptyHistory, learn } from '@sidelight/api/health/history.ts';
import type { Signal } from '@sidelight/api/health/signal.ts';
import { createLeases, createPresenceLog, createVersions } from '@sidelight/api/store/coordination.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createIncidentLog } from '@sidelight/api/store/incident-log.ts';
import { createObservationLog } from '@sidelight/api/store/observation-log.ts';
import { createRiskLog } from '@sidelight/api/store/risk-log.ts';
import { createShownLog } from '@sidelight/api/store/shown-log.ts';
import { createSignalLog } from '@sidelight/api/store/signal-log.ts';
import { tenantId } from '@sidelight/api/tenants/tenant-id.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onEachDatabase } from './on-each-database.ts';

const acme = tenantId('acme')!;
const other = tenantId('other')!;

const signal = (seq: number, rest: Partial<Signal> = {}): Signal => ({
  ...{ process: 'p', seq, system: 'billing', connector: 'stripe', atMs: 1000.25 + seq, source: 'probe' },
  ...{ ok: 0, failed: 1, tail: 1, reason: 'timeout', holdMs: undefined },
  ...rest,
});
const at = (second: number) => new Date(1_700_000_000_000 + second * 1000).toISOString();
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The promises of what health is kept in, on either database. */
onEachDatabase('health', (open) => {
  let opened: OpenDatabase;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  it('keeps each signal once, as it was, in the order of arrival', async () => {
    const log = createSignalLog(opened.db);
    await log.append(acme, [signal(2), signal(1, { holdMs: 5000, reason: 'rate_limited' })]);
    await log.append(acme, [signal(1), signal(3, { reason: undefined, ok: 1, failed: 0, tail: 0 })]);
    await log.append(other, [signal(1)]);
    const rows = await log.after(acme, 0, 10);
    expect(rows.map((row) => row.signal)).toEqual([
      signal(2),
      signal(1, { holdMs: 5000, reason: 'rate_limited' }),
      signal(3, { reason: undefined, ok: 1, failed: 0, tail: 0 }),
    ]);
    expect(await log.after(acme, rows[1]!.id, 10)).toEqual([rows[2]]);
  });

  it('keeps when a connection was last found right, for whoever leads next', async () => {
    const log = createSignalLog(opened.db);
    const right = signal(1, { source: 'canary', ok: 1, failed: 0, tail: 0, reason: undefined });
    const history = learn(emptyHistory(0), right);
    await log.saveConnections(other, [{ connector: 'stripe', system: 'billing', history, lastSignal: 1 }]);
    expect((await log.connections(other))[0]?.history.now.rightMs).toBe(right.atMs);
  });

  it('lets one process lead at a time, and the next once it stops renewing', async () => {
    const leases = createLeases(opened.db);
    expect(await leases.take(acme, 'health', 'a', 300)).toBe(true);
    expect(await leases.take(acme, 'health', 'b', 300)).toBe(false);
    expect(await leases.take(acme, 'health', 'a', 300)).toBe(true);
    expect(await leases.take(other, 'health', 'b', 300)).toBe(true);
    await wait(350);
    expect(await leases.take(acme, 'health', 'b', 60_000)).toBe(true);
    expect(await leases.take(acme, 'health', 'a', 300)).toBe(false);
    await leases.release(acme, 'health', 'b');
    expect(await leases.take(acme, 'health', 'a', 300)).toBe(true);
  });

  it('opens one incident a system, however many see it begin, and only adds to its timeline', async () => {
    const log = createIncidentLog(opened.db);
    const begin = () =>
      log.open(acme, 'billing', at(1), [{ kind: 'opened', at: at(1), state: 'down', reason: 'timeout' }], undefined);
    const ids = (await Promise.all([begin(), begin(), begin()])).filter((id) => id !== undefined);
    expect(ids).toHaveLength(1);
    const id = ids[0]!;
    await log.append(acme, id, { kind: 'note', at: at(2), by: 'Kim', text: 'looking' });
    expect(await log.close(acme, id, { kind: 'closed', at: at(3) })).toBe(true);
    expect(await log.close(acme, id, { kind: 'closed', at: at(4) })).toBe(false);
    const kept = await log.find(acme, id);
    expect(kept).toMatchObject({ system: 'billing', openedAt: at(1), closedAt: at(3) });
    expect(kept?.timeline.map((entry) => entry.kind)).toEqual(['opened', 'note', 'closed']);
    expect(await log.find(other, id)).toBeUndefined();
    expect(await log.current(acme, at(3))).toHaveLength(1);
    expect(await log.current(acme, at(4))).toHaveLength(0);
    expect(await begin()).not.toBe(id);
  });

  it('counts every change', async () => {
    const versions = createVersions(opened.db);
    expect(await versions.read(acme)).toBe(0);
    await Promise.all([versions.bump(acme), versions.bump(acme), versions.bump(other)]);
    expect(await versions.read(acme)).toBe(2);
  });

  it('knows who is looking, until they go or fade', async () => {
    const log = createPresenceLog(opened.db);
    const frame = { frame: 'f1', agentId: '7', ticketId: '1001', accountId: undefined };
    await log.put(acme, 'p', [frame, { ...frame, frame: 'f2', ticketId: undefined }]);
    await log.put(acme, 'p', [{ ...frame, accountId: 'a1' }]);
    expect(await log.all(acme, 5000)).toEqual(
      expect.arrayContaining([
        { ...frame, accountId: 'a1' },
        { ...frame, frame: 'f2', ticketId: undefined },
      ]),
    );
    expect(await log.all(other, 5000)).toEqual([]);
    await log.remove(acme, ['f2']);
    expect(await log.all(acme, 5000)).toHaveLength(1);
    await wait(60);
    expect(await log.all(acme, 50)).toEqual([]);
  });

  it('remembers what was shown until it is seen right, or answered', async () => {
    const log = createShownLog(opened.db);
    const paid = { kind: 'code', code: 'paid', label: 'Paid', tone: 'good', isConfirmed: true };
    const row = { ticketId: '1001', field: 'payment.status', system: 'billing', shown: paid, shownAt: at(10) };
    await log.note(acme, [row, { ...row, field: 'plan.name', shown: null }, { ...row, ticketId: '1002' }]);
    await log.note(acme, [{ ...row, shown: null, shownAt: at(11) }]);
    await log.settle(acme, [{ ticketId: '1002', field: 'payment.status' }]);
    const answered = await log.answered(acme, '1001', { at: at(12), by: '7001' }, at(0));
    expect(answered.map((a) => [a.field, a.shown])).toEqual(
      expect.arrayContaining([
        ['payment.status', paid],
        ['plan.name', null],
      ]),
    );
    expect(await log.answered(acme, '1001', { at: at(13), by: '7001' }, at(0)), 'each reply counts once').toEqual([]);
    await log.settle(acme, [
      { ticketId: '1001', field: 'payment.status' },
      { ticketId: '1001', field: 'plan.name' },
    ]);
    const incident = { id: 'i', system: 'billing', openedAt: at(0) };
    expect(await log.ofIncident(acme, incident, at(20))).toHaveLength(2);
    expect(await log.ofIncident(other, incident, at(20))).toEqual([]);
  });

  it('remembers it again in a later outage, once the one it was answered in is over and was checked', async () => {
    const [log, incidents] = [createShownLog(opened.db), createIncidentLog(opened.db)];
    const row = { ticketId: '1003', field: 'payment.status', system: 'crm', shown: null };
    const begun = { kind: 'opened', at: at(9), state: 'down', reason: 'timeout' } as const;
    const id = (await incidents.open(acme, 'crm', at(9), [begun], undefined))!;
    await log.note(acme, [{ ...row, shownAt: at(10) }]);
    const answered = (second: number) => log.answered(acme, '1003', { at: at(second), by: '7001' }, at(0));
    expect(await answered(11)).toHaveLength(1);
    await incidents.close(acme, id, { kind: 'closed', at: at(20) });
    await log.note(acme, [{ ...row, shownAt: at(30) }]);
    expect(await answered(31), 'not checked yet').toEqual([]);
    await createRiskLog(opened.db).put(acme, id, { kind: 'unchecked', ticketId: '1003' });
    await log.note(acme, [{ ...row, shownAt: at(32) }]);
    const again = await answered(33);
    expect(again.map(({ shownAt, answeredAt }) => [shownAt, answeredAt])).toEqual([[at(32), at(33)]]);
  });

  it('counts what was seen by the day, over all processes', async () => {
    const log = createObservationLog(opened.db);
    const seen = { kind: 'code', name: 'plan.entitlement', detail: 'grace_pd', count: 2 } as const;
    const today = Date.parse('2026-11-25T00:00:01Z');
    await Promise.all([log.add(acme, today, [seen]), log.add(acme, today, [seen]), log.add(other, today, [seen])]);
    await log.add(acme, today - 2000, [{ ...seen, count: 5 }]);
    expect(await log.since(acme, today)).toEqual([{ ...seen, count: 4 }]);
    expect(await log.since(acme, today - 86_400_000)).toEqual([{ ...seen, count: 9 }]);
    expect(await log.since(other, 0)).toEqual([seen]);
  });

  it('keeps what reading again brought to light', async () => {
    const log = createRiskLog(opened.db);
    const ticket = { ticketId: '1001', wasAnswered: true, fields: [] };
    await log.put(acme, 'i1', { kind: 'unchecked', ticketId: '1001' });
    await log.put(acme, 'i1', { kind: 'checked', ticket });
    expect(await log.of(acme, 'i1')).toEqual([{ kind: 'checked', ticket }]);
    expect(await log.of(other, 'i1')).toEqual([]);
  });

  it('keeps who has taken care of an answer, until that is taken back in time', async () => {
    const log = createRiskLog(opened.db);
    const ticket = { ticketId: '1002', wasAnswered: true, fields: [] };
    await log.put(acme, 'i1', { kind: 'checked', ticket });
    const at = '2026-11-25T10:00:00.000Z';
    expect(await log.handle(acme, 'i1', '1002', 'Maya', at)).toBe(true);
    const handled = {
      incidentId: 'i1',
      checked: { kind: 'checked', ticket: { ...ticket, handled: { by: 'Maya', at } } },
    };
    expect(await log.ofTicket(acme, '1002')).toEqual([handled]);
    expect(await log.ofTicket(other, '1002')).toEqual([]);
    expect(await log.handledBetween(acme, '2026-11-25T09:00:00Z', '2026-11-25T11:00:00Z')).toEqual([handled]);
    expect(await log.handledBetween(acme, '2026-11-25T10:30:00Z', '2026-11-25T11:00:00Z')).toEqual([]);
    expect(await log.reopen(acme, 'i1', '1002', '2026-11-25T10:00:01Z'), 'too late').toBe(false);
    expect(await log.reopen(acme, 'i1', '1002', '2026-11-25T09:50:00Z')).toBe(true);
    expect(await log.ofTicket(acme, '1002')).toMatchObject([{ checked: { ticket: { ticketId: '1002' } } }]);
  });
});
