import { randomUUID } from 'node:crypto';
import type { Plan, PlanLog } from '../health/ports.ts';
import type { Database } from './database.ts';
import { changeIn } from './on-record.ts';

/** More than anybody plans; what keeps a loop from filling the table. */
const MAX_PLANS = 100;

/** Maintenance that is to come. */
export function createPlanLog(db: Database): PlanLog {
  const rows = (tenant: string) =>
    db.selectFrom('planned_maintenance').selectAll().where('tenant', '=', tenant).orderBy('starts_at').orderBy('id');
  return {
    async put(tenant, { system, startsAt, until, text, by }, record) {
      if ((await rows(tenant).execute()).length >= MAX_PLANS) return undefined;
      const id = randomUUID();
      const row = { tenant, id, system, starts_at: startsAt, ends_at: until, text, planned_by: by };
      await changeIn(db, record, (tx) => tx.insertInto('planned_maintenance').values(row).execute());
      return id;
    },
    async list(tenant) {
      return (await rows(tenant).execute()).map(
        ({ id, system, starts_at, ends_at, text, planned_by }): Plan => ({
          ...{ id, system, text, by: planned_by },
          ...{ startsAt: new Date(starts_at).toISOString(), until: new Date(ends_at).toISOString() },
        }),
      );
    },
    async change(tenant, { id, system, startsAt, until, text, by }, record) {
      const row = { system, starts_at: startsAt, ends_at: until, text, planned_by: by };
      const change = async (tx: Database) => {
        const own = tx.updateTable('planned_maintenance').where('tenant', '=', tenant).where('id', '=', id);
        return (await own.set(row).executeTakeFirst()).numUpdatedRows > 0n;
      };
      return changeIn(db, record, change, Boolean);
    },
    async remove(tenant, id, { seen, record } = {}) {
      const remove = async (tx: Database) => {
        const gone = await tx
          .deleteFrom('planned_maintenance')
          .where('tenant', '=', tenant)
          .where('id', '=', id)
          .$if(seen !== undefined, (one) =>
            one
              .where('starts_at', '=', new Date(seen?.startsAt ?? 0))
              .where('ends_at', '=', new Date(seen?.until ?? 0))
              .where('text', '=', seen?.text ?? ''),
          )
          .executeTakeFirst();
        return gone.numDeletedRows > 0n;
      };
      return changeIn(db, record, remove, Boolean);
    },
  };
}
