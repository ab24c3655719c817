import { ReasonClass } from '@sidelight/shared/jobs/reason-class.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { DeadLetter, DeadLetterFilter, DeadLetters, Ids, JobWriter } from '../jobs/ports.ts';
import { requireTenant, tenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { changeIn } from './on-record.ts';
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
  /** Only who takes a row puts its job back: said twice, it is done once. */
  async function take(within: Database, letters: readonly DeadLetter[]): Promise<readonly DeadLetter[]> {
    const rows = letters.map(({ tenant, id }) => ({ tenant, id }));
    const { rows: taken } = await sql<{ id: string }>`delete from dead_letters d
      using jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as l(tenant text, id text)
      where d.tenant = l.tenant and d.id = l.id returning d.id`.execute(within);
    const ids = new Set(taken.map(({ id }) => id));
    return letters.filter(({ id }) => ids.has(id));
  }
  async function putBack(within: Database, letters: readonly DeadLetter[]): Promise<void> {
    const queues = Map.groupBy(letters, ({ queue, order }) => JSON.stringify([queue, order !== undefined]));
    for (const own of queues.values()) {
      const [{ queue: name, order } = { queue: '' }] = own;
      const isOrdered = order !== undefined;
      const all = own.map((letter) => ({ tenant: requireTenant(letter.tenant), ids: letter.ids, order: letter.order }));
      // Of two that wait for the same turn and say the same, the first does what the second would.
      const different = new Map(all.map((job) => [JSON.stringify(job), job]));
      await jobs.put(within, { name, ids: KeptIds, isOrdered }, isOrdered ? [...different.values()] : all);
    }
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
    retry(letters, record) {
      // Nobody could read whose it was, and nobody will.
      const readable = letters.filter(({ tenant }) => tenantId(tenant) !== undefined);
      const retry = async (tx: Database) => {
        const taken = await take(tx, readable);
        await putBack(tx, taken);
        return taken.length;
      };
      return changeIn(db, record, retry, isSome);
    },
    discard: (letters, record) => changeIn(db, record, async (tx) => (await take(tx, letters)).length, isSome),
  };
}

const isSome = (count: number) => count > 0;
