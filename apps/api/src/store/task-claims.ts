import { sql } from 'kysely';
import type { TaskClaims } from '../jobs/scheduler.ts';
import type { Database } from './database.ts';
import { SKEW } from './database-skew.ts';

/**
 * One row a task. By the database's clock, so that processes with different clocks agree on what is due. One that is due
 * later than it is ever put off was put off before that clock was set back.
 */
export function createTaskClaims(db: Database): TaskClaims {
  return {
    async claim(tasks) {
      const wanted = JSON.stringify(tasks.map(({ name, everyMs }) => ({ name, every_ms: everyMs })));
      const { rows } = await sql<{ name: string }>`
        with wanted as (
          select name, every_ms * interval '1 millisecond' as every
          from jsonb_to_recordset(${wanted}::jsonb) as w (name text, every_ms double precision)),
        due as (
          select t.name from periodic_tasks t join wanted using (name)
          where t.due_at <= now() or t.due_at > now() + every + ${SKEW} order by t.name for update of t skip locked),
        taken as (
          update periodic_tasks t set due_at = now() + wanted.every
          from wanted where wanted.name = t.name and t.name in (select name from due)
          returning t.name),
        first as (
          insert into periodic_tasks (name, due_at) select name, now() + every from wanted
          on conflict do nothing returning name)
        select name from taken union select name from first`.execute(db);
      return rows.map(({ name }) => name);
    },
  };
}
