import { ReasonClass } from '@sidelight/shared/jobs/reason-class.ts';
import { z } from 'zod';
import type { DeadLetter, DeadLetterFilter, DeadLetters, Ids, JobWriter } from '../jobs/ports.ts';
import { tenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { fitting, type OnDamaged, unheard } from './stored-rows.ts';

interface Row {
  readonly id: string;
  readonly tenant: string;
  readonly queue: string;
  readonly ids: unknown;
  readonly order_key: string | null;
  readonly attempts: number;
  readonly reason: string;
  readonly died_at: Date;
}

const KeptIds = z.record(z.string(), z.string());

const letterOf = (row: Row): DeadLetter => ({
  ...{ id: row.id, tenant: row.tenant, queue: row.queue, ids: KeptIds.parse(row.ids) },
  ...{ order: row.order_key ?? undefined, attempts: row.attempts, reason: ReasonClass.parse(row.reason) },
  at: row.died_at.toISOString(),
});

const about = { table: 'dead_letters', keyOf: ({ id }: Row) => id };

/**
 * Jobs that were given up. Ours and not the queue's own: they are asked for by tenant and reason, kept for a month,
 * and one of an ordered queue must not hold up those behind it.
 */
export function createDeadLetters(
  db: Database,
  jobs: JobWriter<Database>,
  onDamaged: OnDamaged = unheard,
): DeadLetters & { put(letter: Omit<DeadLetter, 'at'>): Promise<void> } {
  /** Only who takes the row puts the job back: said twice, it is done once. */
  async function take(within: Database, { tenant, id }: DeadLetter): Promise<boolean> {
    const taken = within.deleteFrom('dead_letters').where('tenant', '=', tenant).where('id', '=', id);
    return (await taken.returning('id').execute()).length > 0;
  }
  return {
    async put({ id, tenant, queue, ids, order, attempts, reason }) {
      await db
        .insertInto('dead_letters')
        .values({
          id,
          tenant,
          queue,
          ids: JSON.stringify(ids satisfies Ids),
          order_key: order ?? null,
          attempts,
          reason,
        })
        .onConflict((c) => c.doNothing())
        .execute();
    },
    async list({ id, queue, tenant, reason }: DeadLetterFilter, most) {
      let asked = db.selectFrom('dead_letters').selectAll().orderBy('died_at', 'desc').limit(most);
      if (id !== undefined) asked = asked.where('id', '=', id);
      if (queue !== undefined) asked = asked.where('queue', '=', queue);
      if (tenant !== undefined) asked = asked.where('tenant', '=', tenant);
      if (reason !== undefined) asked = asked.where('reason', '=', reason);
      return fitting(await asked.execute(), letterOf, about, onDamaged);
    },
    async retry(letters) {
      let count = 0;
      for (const letter of letters) {
        const { queue: name, ids, order } = letter;
        const tenant = tenantId(letter.tenant);
        // Nobody could read whose it was, and nobody will.
        if (!tenant) continue;
        const isTaken = await db.transaction().execute(async (tx) => {
          if (!(await take(tx, letter))) return false;
          await jobs.put(tx, { name, ids: KeptIds, isOrdered: order !== undefined }, [{ tenant, ids, order }]);
          return true;
        });
        if (isTaken) count++;
      }
      return count;
    },
    async discard(letters) {
      let count = 0;
      for (const letter of letters) if (await take(db, letter)) count++;
      return count;
    },
  };
}
