import type { AuditEntry } from '@sidelight/api/audit/ports.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createFieldReveals } from '@sidelight/api/store/field-reveals.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onEachDatabase } from './on-each-database.ts';
import { trailOf } from './trail-of.ts';

const tenant = requireTenant('acme');
const T0 = Date.parse('2026-11-30T10:00:00Z');
const HOUR_MS = 3_600_000;
const entry = (n: number, actorId: string, atMs = T0 + n): AuditEntry => ({
  ...{ tenant, atMs, requestId: `r${actorId}-${n}`, actorId, role: 'agent', action: 'field.revealed' },
  ...{ ticketId: '1001', about: 'plan.worth financial contract' },
});

onEachDatabase('masked values that were shown', (open) => {
  let opened: OpenDatabase;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());
  const process = () => createFieldReveals(opened.db, trailOf(opened.db).audited);
  const rowsOf = async (actorId: string) => {
    const of = (table: 'audit' | 'field_reveals') =>
      opened.db.selectFrom(table).select('request_id').where('actor_id', '=', actorId).execute();
    const names = async (table: 'audit' | 'field_reveals') => (await of(table)).map((row) => row.request_id).sort();
    return { kept: await names('field_reveals'), audited: await names('audit') };
  };

  it('are no more than the limit, however many processes show them at once, each with its row', async () => {
    const processes = [process(), process(), process()];
    const all = await Promise.all(
      [...Array(30).keys()].map((n) => processes[n % 3]!.keep(entry(n, '7001'), 'plan.worth', 'asked for it', 10)),
    );
    expect(all.filter(({ isKept }) => isKept)).toHaveLength(10);
    const { kept, audited } = await rowsOf('7001');
    expect(kept).toHaveLength(10);
    expect(audited).toEqual(kept);
  });

  it('says when those of the last hour were, has no row of what was not shown, and goes on an hour later', async () => {
    const { keep } = process();
    for (const n of [1, 2]) await keep(entry(n, '7002'), 'plan.worth', 'asked for it', 2);
    const third = await keep(entry(3, '7002'), 'plan.worth', 'asked for it', 2);
    expect(third).toEqual({ isKept: false, lastHour: expect.arrayContaining([T0 + 1, T0 + 2]) });
    // Somebody else has theirs.
    expect(await keep(entry(4, '7003'), 'plan.worth', 'asked for it', 2)).toEqual({ isKept: true });
    expect(await keep(entry(5, '7002', T0 + HOUR_MS + 1), 'plan.worth', 'asked for it', 2)).toEqual({ isKept: true });
    expect((await rowsOf('7002')).audited).toEqual(['r7002-1', 'r7002-2', 'r7002-5']);
  });
});
