import { dataInventory } from '@sidelight/api/privacy/data-inventory.ts';
import type { Match, TableEntry } from '@sidelight/api/privacy/inventory/entry.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onEachDatabase } from './on-each-database.ts';

const namedBy = ({ erasing }: TableEntry): readonly string[] => {
  const ofMatch = ({ column, only = {}, except = {}, filled }: Match) => [
    ...[column, ...Object.keys(only), ...Object.keys(except)],
    ...(filled === undefined ? [] : [filled]),
  ];
  if (erasing.by === 'nothing') return [];
  if (erasing.by === 'redact') return [erasing.column];
  return [...erasing.where.flatMap(ofMatch), ...(erasing.by === 'blank' ? Object.keys(erasing.set) : [])];
};

/** What holds something about a person cannot come into the schema without being erased with them. */
onEachDatabase('the data inventory', (open) => {
  let opened: OpenDatabase;
  let stored: ReadonlyMap<string, readonly string[]>;
  beforeAll(async () => {
    opened = await open();
    const { rows } = await sql<{ table_name: string; column_name: string }>`select c.table_name, c.column_name
      from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'
        and c.table_name not like 'kysely_%'`.execute(opened.db);
    stored = new Map(
      [...Map.groupBy(rows, (row) => row.table_name)].map(([table, of]) => [table, of.map((row) => row.column_name)]),
    );
  });
  afterAll(() => opened.close());

  it('has an entry for every table and column of the database, and no other', () => {
    const listed = Object.entries(dataInventory).map(([table, entry]) => [
      table,
      Object.keys(entry.columns).toSorted(),
    ]);
    const there = [...stored].map(([table, columns]) => [table, columns.toSorted()]);
    expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(there));
  });

  it('says how each table that holds something of a requester is erased', () => {
    for (const [table, entry] of Object.entries(dataInventory)) {
      const columns = Object.values(entry.columns);
      const isPersonal = columns.some((column) => column.class === 'personal' && column.whose === 'requester');
      if (isPersonal && table !== 'erasures') expect(entry.erasing.by, table).not.toBe('nothing');
      for (const column of namedBy(entry)) expect(Object.keys(entry.columns), table).toContain(column);
    }
  });

  it('keeps nothing that is personal for ever without a way to erase it', () => {
    for (const [table, { columns, kept, erasing }] of Object.entries(dataInventory)) {
      const isPersonal = Object.values(columns).some((column) => column.class === 'personal');
      if ('forEverBecause' in kept && isPersonal) expect(erasing.by, table).not.toBe('nothing');
    }
  });

  it('tells whose each row is, in every table that holds anything of anybody', () => {
    for (const [table, { columns }] of Object.entries(dataInventory)) {
      const isOfNobody = Object.values(columns).every((column) => column.class === 'none');
      if (!isOfNobody) expect(stored.get(table), table).toContain('tenant');
    }
  });
});
