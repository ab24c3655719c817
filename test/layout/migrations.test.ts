import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrations } from '@sidelight/api/store/migrations.ts';
import { describe, expect, it } from 'vitest';
import { tablesMadeIn, unsafeIn } from './schema-changes.ts';

const folder = join(import.meta.dirname, '../../apps/api/src/store/migrations');
const files = readdirSync(folder).sort();
const sourceOf = (file: string) => readFileSync(join(folder, file), 'utf8');

/** Each by its migration, with the reason why a replica of the release before gets along with it. */
const allowed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '0007-rollout': {
    'an index that writers wait for: audit':
      'BRIN reads the table once and writes a thousandth; writers are a batch that waits',
    'rows changed: last_known': 'copies of answers, read again at the next question by whichever release is asked',
  },
  '0028-sync-waiting': {
    'an index that writers wait for: sync_records': 'new in the same release as the table: nobody has rows',
    'an index that writers wait for: sync_reviews': 'new in the same release as the table: nobody has rows',
  },
  '0029-sync-order': {
    'an index that writers wait for: sync_reviews':
      'items of people, thousands at most; who writes them is a job that waits',
  },
  '0031-sync-decided': {
    'an index that writers wait for: sync_reviews': 'new in the same release as the table: nobody has rows',
    'an index that writers wait for: sync_dead_letters': 'new in the same release as the table: nobody has rows',
  },
  '0036-webhook-groups': {
    'an index that writers wait for: webhook_inbox':
      'no row is in it yet, of some days of deliveries: one look at each; a vendor that waits longer sends again',
  },
  '0038-risks-of-ticket': {
    'an index that writers wait for: incident_answers':
      'a row a ticket that an outage has touched; who writes them is a task that waits, or a click',
  },
  '0041-audit-chain': {
    'a new unique index: audit': 'of rows that the release before does not write: one look at each, no row in it',
    'an index that writers wait for: audit':
      'no row is in them yet, but for those of the release before: one pass each; writers are a batch that waits',
    truncate: 'is refused from now on, as rows are only ever added',
  },
  '0045-erasures': {
    'an index that writers wait for: links':
      'one look at a short row a requester; who writes them has answered before, or is a click that waits',
    'an index that writers wait for: sync_corrections': 'rows of one day of clicks',
    'an index that writers wait for: sync_erasures': 'a few rows a person who was erased',
  },
};

describe('migrations', () => {
  it('are all in the list, and run in the order of their names', () => {
    expect(files.map((file) => file.replace(/\.ts$/, ''))).toEqual(Object.keys(migrations));
    expect(Object.keys(migrations)).toEqual(Object.keys(migrations).toSorted());
    expect(files.filter((file) => !/^\d{4}-[a-z0-9-]+\.ts$/.test(file))).toEqual([]);
    expect(new Set(files.map((file) => file.slice(0, 4))).size).toBe(files.length);
  });

  it('only add to what a replica of the release before works with', () => {
    const existing = new Set<string>();
    const found: Record<string, readonly string[]> = {};
    for (const file of files) {
      const source = sourceOf(file);
      const unsafe = unsafeIn(source, existing);
      if (unsafe.length > 0) found[file.replace(/\.ts$/, '')] = [...new Set(unsafe)].toSorted();
      for (const table of tablesMadeIn(source)) existing.add(table);
    }
    const expected = Object.entries(allowed).map(([name, reasons]) => [name, Object.keys(reasons).toSorted()]);
    expect(found).toEqual(Object.fromEntries(expected));
  });
});

describe('the check of migrations', () => {
  const existing = new Set(['links']);
  const unsafe = (text: string) => unsafeIn(`await sql\`${text}\`.execute(db);`, existing);

  it.each([
    ['drop table links', 'drop'],
    ['alter table links drop column basis', 'drop'],
    ['drop index links_by_account', 'drop'],
    ['alter table links alter column basis drop default', 'drop'],
    ['truncate links', 'truncate'],
    ['alter table links rename column basis to reason', 'rename'],
    ['alter table links rename to bonds', 'rename'],
    ['alter table links alter basis type jsonb using basis::jsonb', 'another type: links'],
    ['alter table links alter column basis set data type jsonb', 'another type: links'],
    ['alter table links alter column billing_id set not null', 'set not null: links'],
    ['alter table links add column note text not null', 'a column that is not null and has no default: links'],
    [
      'alter table links add note text not null, add more text default 1',
      'a column that is not null and has no default: links',
    ],
    ['ALTER TABLE ONLY links ADD CONSTRAINT x CHECK (basis <> 1)', 'a new constraint: links'],
    ['create unique index on links (tenant)', 'a new unique index: links'],
    ['create index links_by_account on links (account_id)', 'an index that writers wait for: links'],
    ['delete from links where true', 'rows changed: links'],
    ['update links set basis = 1', 'rows changed: links'],
  ])('finds %s', (text, what) => {
    expect(unsafe(text)).toContain(what);
  });

  it.each([
    'create table notes (id int not null)',
    'alter table links add column note text',
    `alter table links add column note text not null default ''`,
    'alter table notes add column note text not null',
    'create unique index on notes (id)',
    'create sequence numbers',
  ])('lets %s pass', (text) => {
    expect(unsafe(text)).toEqual([]);
  });

  it('says what it cannot read', () => {
    expect(unsafeIn(`await db.schema.dropTable('links').execute();`, existing)).toEqual([
      'SQL that this check cannot read',
    ]);
  });
});
