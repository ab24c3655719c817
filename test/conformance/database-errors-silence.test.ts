import { randomUUID } from 'node:crypto';
import { createLog, errorFields } from '@sidelight/api/log.ts';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { onEachDatabase } from './on-each-database.ts';

/** Each fails in a way of its own, with the value in what the database says of it. */
const failures = [
  ['a key that is there', (value: string) => sql`insert into link_key (id) values (${value}), (${value})`],
  ['a value that is not allowed', (value: string) => sql`insert into link_check (id) values (${value})`],
  ['something that has to be there', (value: string) => sql`insert into link_needs (id) values (${value})`],
  ['a reference to nothing', (value: string) => sql`insert into link_ref (id) values (${value})`],
  ['text for a number', (value: string) => sql`select ${value}::text::int`],
  ['text for a time', (value: string) => sql`select ${value}::text::timestamptz`],
  ['text for an id', (value: string) => sql`select ${value}::text::uuid`],
] as const;

onEachDatabase('what the database itself says of a failure', (open) => {
  it('reaches no log line, whatever value it quotes', async () => {
    const { db, close } = await open();
    const lines: string[] = [];
    const log = createLog('debug', { write: (line) => void lines.push(line) });
    const quoted: string[] = [];
    const unquoted: string[] = [];
    await db.connection().execute(async (own) => {
      await sql`create temp table link_key (id text primary key)`.execute(own);
      await sql`create temp table link_check (id text check (length(id) < 3))`.execute(own);
      await sql`create temp table link_needs (id text, other text not null)`.execute(own);
      await sql`create temp table link_ref (id text references link_key (id))`.execute(own);
      for (const [name, statement] of failures) {
        const value = `dana.${randomUUID()}@northwind.example`;
        const error: unknown = await statement(value)
          .execute(own)
          .then(
            () => new Error(`${name} did not fail`),
            (caught: unknown) => caught,
          );
        const said = JSON.stringify(error, [...Object.getOwnPropertyNames(error), 'message', 'detail', 'where']);
        (said.includes(value) ? quoted : unquoted).push(name);
        log.error('the store does not answer', errorFields(error));
        expect(lines.at(-1), name).not.toContain(value.slice(5, 20));
        expect(lines.at(-1), name).not.toContain('northwind');
      }
    });
    await close();
    expect(unquoted, 'the database says the value of all of these').toEqual([]);
    expect(lines).toHaveLength(quoted.length);
    for (const line of lines) expect(line).toMatch(/"error":"\w+:\w{5}"/);
  });
});
