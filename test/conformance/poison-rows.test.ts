import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createLastKnown } from '@sidelight/api/store/last-known.ts';
import { createObservationLog } from '@sidelight/api/store/observation-log.ts';
import { createShownLog } from '@sidelight/api/store/shown-log.ts';
import { createSignalLog } from '@sidelight/api/store/signal-log.ts';
import type { DamagedRow } from '@sidelight/api/store/stored-rows.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onEachDatabase } from './on-each-database.ts';
import { trailOf } from './trail-of.ts';

const acme = requireTenant('acme');
const other = requireTenant('globex');
const AT = '2026-11-24T10:00:00.000Z';
const poison = ['a\0b', 'a\ud83db', '\udc00'];

onEachDatabase('rows the database refuses', (open) => {
  let opened: OpenDatabase;
  const damaged: DamagedRow[] = [];
  const keep = (row: DamagedRow) => void damaged.push(row);
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  it('stop no other last-known answer, of whichever tenant', async () => {
    const lost: number[] = [];
    const setAside: unknown[] = [];
    const log = createLastKnown(
      opened.db,
      (_, count) => lost.push(count),
      (error) => setAside.push(error),
    );
    const answer = (name: string) => ({ record: { name }, source: { type: 'account', id: '1' } });
    for (const [i, name] of poison.entries()) log.keep(acme, 'crm.account', `p${i}`, answer(name), 1000);
    for (const tenant of [acme, other]) log.keep(tenant, 'crm.account', 'good', answer('Northwind'), 2000);
    await log.flush();
    for (const tenant of [acme, other])
      expect((await log.find(tenant, 'crm.account', 'good'))?.answer).toEqual(answer('Northwind'));
    expect([setAside.length, lost]).toEqual([poison.length, []]);
    await log.close();
    expect(lost).toEqual([]);
  });

  it('stop no other audit entry', async () => {
    const setAside: unknown[] = [];
    const trail = trailOf(opened.db, (error) => setAside.push(error));
    const entry = { tenant: acme, atMs: 1, actorId: '7', role: 'agent', action: 'context.viewed' } as const;
    trail.record({ ...entry, requestId: 'good 1' });
    trail.record({ ...entry, requestId: 'bad', about: poison[0]! });
    trail.record({ ...entry, requestId: 'good 2' });
    await trail.flush();
    const rows = await opened.db.selectFrom('audit').select('request_id').orderBy('id').execute();
    expect(rows.map((row) => row.request_id)).toEqual(['good 1', 'good 2']);
    expect(setAside).toHaveLength(1);
  });

  it('stop no other signal, view or count', async () => {
    const signals = createSignalLog(opened.db, keep);
    const signal = { process: 'p', system: 'crm', connector: 'hubspot', atMs: 1, source: 'calls' as const };
    const numbers = { ok: 1, failed: 0, tail: 0, holdMs: 12.5 };
    await signals.append(acme, [
      { ...signal, ...numbers, seq: 1, process: poison[0]! },
      { ...signal, ...numbers, seq: 2 },
    ]);
    expect((await signals.after(acme, 0, 10)).map((row) => row.signal.seq)).toEqual([2]);
    const shown = createShownLog(opened.db, keep);
    const answer = (ticketId: string, text: string) => ({
      ...{ ticketId, field: 'plan.name', system: 'billing', shownAt: AT, shown: { kind: 'text', text } },
    });
    await shown.note(acme, [answer('1', poison[1]!), answer('2', 'Team')]);
    const left = await shown.ofIncident(acme, { id: 'i', system: 'billing', openedAt: AT }, AT);
    expect(left.map(({ ticketId }) => ticketId)).toEqual(['2']);
    const observations = createObservationLog(opened.db, keep);
    await observations.add(acme, Date.parse(AT), [
      { kind: 'code', name: 'plan.name', detail: poison[2]!, count: 1 },
      { kind: 'read', name: 'crm.account', detail: '', count: 1 },
    ]);
    expect((await observations.since(acme, Date.parse(AT))).map(({ name }) => name)).toEqual(['crm.account']);
    expect(damaged.map(({ table }) => table)).toEqual(['health_signals', 'shown_answers', 'observations']);
  });
});
