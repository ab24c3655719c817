import type { PeopleLog } from '../health/ports.ts';
import type { Database } from './database.ts';

/** Who has opened a page of ours, as the audit has it. */
export function createPeopleLog(db: Database): PeopleLog {
  return {
    async leads(tenant, since, most) {
      const rows = await db
        .selectFrom('audit')
        .select(({ fn }) => ['actor_id', fn.max('at').as('last')])
        .where('tenant', '=', tenant)
        .where('at', '>=', new Date(since))
        .where('action', '=', 'session.opened')
        .where('role', 'in', ['lead', 'admin'])
        .groupBy('actor_id')
        .orderBy('last', 'desc')
        .limit(most)
        .execute();
      return rows.map(({ actor_id }) => actor_id);
    },
  };
}
