import { dataInventory } from '@sidelight/api/privacy/data-inventory.ts';
import { KEPT_MS } from '@sidelight/api/privacy/kept.ts';
import type { Database, OpenDatabase } from '@sidelight/api/store/database.ts';
import { forgetOldRows } from '@sidelight/api/store/retention.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onEachDatabase } from './on-each-database.ts';

const NOW_MS = 1_790_000_000_000;
const DAY_MS = 86_400_000;

/** What a row is filled with that is over, where its time alone does not say so. */
const over: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  alerts: { state: 'given_up' },
  ticket_marks: { state: 'done' },
  erasures: { state: 'done' },
};
const kept = Object.entries(dataInventory).flatMap(([table, { kept: how }]) =>
  'name' in how ? [[table, KEPT_MS[how.name]] as const] : [],
);

interface Column {
  readonly name: string;
  readonly type: string;
  readonly isGiven: boolean;
}
/** Whatever the table is: a row in which everything happened so long ago. */
async function insert(db: Database, table: string, tag: string, ageMs: number): Promise<void> {
  const { rows } = await sql<Column>`select column_name as name, data_type as type,
      (is_identity = 'YES' or coalesce(column_default, '') like 'nextval%' or is_generated = 'ALWAYS') as "isGiven"
    from information_schema.columns where table_schema = current_schema() and table_name = ${table}`.execute(db);
  const atMs = NOW_MS - ageMs;
  const filling = ({ name, type }: Column): unknown => {
    const own = over[table]?.[name];
    if (own !== undefined) return own;
    if (name === 'tenant' || name === 'system') return name === 'tenant' ? 'acme' : 'helpdesk';
    if (type.startsWith('timestamp')) return new Date(atMs);
    if (type === 'date') return new Date(atMs).toISOString().slice(0, 10);
    if (type === 'jsonb') return '{}';
    if (type === 'boolean') return true;
    if (type === 'ARRAY') return [];
    if (type === 'text') return tag;
    return type === 'double precision' ? atMs : tag === 'old' ? 1 : 2;
  };
  const filled = rows.filter(({ isGiven }) => !isGiven);
  const names = sql.join(filled.map(({ name }) => sql.ref(name)));
  const values = sql.join(filled.map((column) => sql`${filling(column)}`));
  await sql`insert into ${sql.table(table)} (${names}) values (${values})`.execute(db);
}

onEachDatabase('what the inventory says is kept for a while', (open) => {
  let opened: OpenDatabase;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());
  const forget = () => forgetOldRows(opened.db, NOW_MS, DAY_MS, AbortSignal.timeout(20_000));
  const count = async (table: string) => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(opened.db);
    return rows[0]!.n;
  };

  it.each(kept)('is gone after its time, and not before: %s', async (table, keptMs) => {
    await sql`delete from ${sql.table(table)}`.execute(opened.db);
    await insert(opened.db, table, 'young', Math.max(0, keptMs / 4));
    await insert(opened.db, table, 'old', keptMs + 2 * DAY_MS);
    expect(await count(table)).toBe(2);
    await forget();
    expect(await count(table)).toBe(1);
  });

  describe('an erasure', () => {
    const marksLeft = () => Promise.all(['erasures', 'erasure_steps', 'sync_erasures'].map(count));
    const plant = async (state: string) => {
      const at = new Date(NOW_MS - KEPT_MS.syncErasures - 2 * DAY_MS);
      for (const table of ['erasures', 'erasure_steps', 'sync_erasures'])
        await sql`delete from ${sql.table(table)}`.execute(opened.db);
      await sql`insert into erasures (tenant, id, cause, asked_by, state, asked_at, checked_at, ended_at) values
        ('acme', 'e', 'page', '7005', ${state}, ${at}, ${at}, ${at})`.execute(opened.db);
      await sql`insert into erasure_steps (tenant, erasure, place, state, at) values ('acme', 'e', 'links', 'done', ${at})
        `.execute(opened.db);
      await sql`insert into sync_erasures (tenant, object, mark, erasure, erased_at) values
        ('acme', 'person', 'm', 'e', ${at})`.execute(opened.db);
    };

    it.each(['restorable', 'waiting', 'running', 'settling', 'held_elsewhere'])(
      'that is %s keeps its receipt, and the marks that keep them away, however old it is',
      async (state) => {
        await plant(state);
        await forget();
        expect(await marksLeft()).toEqual([1, 1, 1]);
      },
    );

    it('that is done goes with all of it, once the last backup is gone too', async () => {
      await plant('done');
      await sql`update erasures set backups_until = ${new Date(NOW_MS + DAY_MS)}`.execute(opened.db);
      await forget();
      expect(await marksLeft()).toEqual([1, 1, 1]);
      await sql`update erasures set backups_until = ${new Date(NOW_MS - DAY_MS)}`.execute(opened.db);
      await forget();
      expect(await marksLeft()).toEqual([0, 0, 0]);
    });
  });
});
