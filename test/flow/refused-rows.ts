import type { Database } from '@sidelight/api/store/database.ts';
import type { AuditAction } from '@sidelight/shared/audit/audit-actions.ts';
import { sql } from 'kysely';
import { expect } from 'vitest';

/** What a person asks for by a button, or a form. */
export interface Command {
  readonly action: AuditAction;
  ask(): Promise<Response>;
  /** What of the database it changes: a select each. */
  readonly changes: readonly string[];
}

export interface RefusedRows {
  /** Rows of this action alone are refused from now on; of none without it. */
  refuse(action?: AuditAction): Promise<void>;
}

/** An audit that takes no row of what is named, as where its table is damaged or its disk is full. */
export async function refuseRows(db: Database): Promise<RefusedRows> {
  await sql`create table refused_actions (action text primary key)`.execute(db);
  await sql`create function refuse_row() returns trigger language plpgsql as $$
    begin
      if exists (select from refused_actions r where r.action = new.action) then
        raise 'no row of this' using errcode = '23514';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger refuse_row before insert on audit for each row execute function refuse_row()`.execute(db);
  return {
    async refuse(action) {
      await sql`delete from refused_actions`.execute(db);
      if (action) await sql`insert into refused_actions values (${action})`.execute(db);
    },
  };
}

const contents = async (db: Database, selects: readonly string[]): Promise<string[]> => {
  const all: string[] = [];
  for (const select of selects) {
    const { rows } = await sql<{ row: unknown }>`select to_jsonb(t) as row from (${sql.raw(select)}) t`.execute(db);
    all.push(...rows.map(({ row }) => JSON.stringify(row)).toSorted());
  }
  return all;
};

const rowsOf = async (db: Database, action: AuditAction): Promise<number> => {
  const rows = await db.selectFrom('audit').select('request_id').where('action', '=', action).execute();
  return rows.length;
};

/** Without its row nothing is changed and the person is told so; with it both are there, and the row once. */
export async function proveOneTransaction(db: Database, rows: RefusedRows, command: Command): Promise<void> {
  const { action, ask, changes } = command;
  const [before, told] = [await contents(db, changes), await rowsOf(db, action)];
  await rows.refuse(action);
  const refused = await ask();
  expect({ status: refused.status, text: await refused.text() }).toMatchObject({ status: 500 });
  expect(await contents(db, changes), 'nothing is changed').toEqual(before);
  expect(await rowsOf(db, action)).toBe(told);
  await rows.refuse();
  const done = await ask();
  expect([done.ok, await done.text()]).toMatchObject([true, expect.not.stringContaining('"kind":"refused"')]);
  expect(await contents(db, changes), 'it is changed').not.toEqual(before);
  expect(await rowsOf(db, action)).toBe(told + 1);
}
