import { queues } from '@sidelight/api/jobs/queues.ts';
import { dataInventory } from '@sidelight/api/privacy/data-inventory.ts';
import { createErasureSweep } from '@sidelight/api/store/erasure-log.ts';
import { EraseAnswer } from '@sidelight/shared/privacy/privacy-page.ts';
import { sql } from 'kysely';
import { openJobStage } from '../../conformance/job-stage.ts';
import { until } from '../../flow/until.ts';
import { eraseUser } from '../../world/vendors/zendesk-by-hand.ts';
import type { TwoDesks } from '../two-desks.ts';
import type { DeskNumber } from './event.ts';
import type { Judge } from './judge.ts';
import type { Pool } from './pool.ts';

const WITHIN_MS = 15_000;
const LOOKS = 8;
const LOOK_MS = 2500;
const OVER = ['held_elsewhere', 'done'];

/** Somebody who was erased: the customer of that ticket, by its place in the list. */
export interface Erased {
  readonly desk: DeskNumber;
  readonly ticket: number;
}

/** Erases people as an admin does, and looks in the end whether anything of them is stored. */
export function createErasing(stage: TwoDesks, judge: Judge, pool: Pool) {
  const { db } = stage.database;
  const erased = new Map<string, Erased & { readonly tenant: string; readonly id: string }>();
  const key = (tenant: string, ticketId: number) => `${tenant} ${ticketId}`;
  const statesOf = async (states: readonly string[]) => {
    const ids = [...erased.values()].map(({ id }) => id);
    const rows = await db.selectFrom('erasures').select('state').where('id', 'in', ids).execute();
    return rows.length >= ids.length && rows.every(({ state }) => states.includes(state));
  };

  async function erase(desk: DeskNumber, ticket: number, everywhere: boolean): Promise<void> {
    const { tenant, world } = stage.desks[desk];
    const { requesterId, contactId, ticketId } = pool.at(desk, ticket);
    if (erased.has(key(tenant, ticketId))) return;
    world.faults.clear();
    const admin = stage.product().sessionAs({ tenant, role: 'admin' });
    const wish = { who: { by: 'user', text: String(requesterId) }, reason: 'they_asked', typed: String(requesterId) };
    const answer = await stage.product().post('/v1/privacy/erase', admin, wish);
    const text = await answer.text();
    judge.look(`POST /v1/privacy/erase of ${ticketId}`, { desk, role: 'admin' }, 'nobody', 'masked', text);
    if (answer.status !== 200) return;
    const asked = EraseAnswer.parse(JSON.parse(text));
    if (asked.kind !== 'asked') return;
    erased.set(key(tenant, ticketId), { desk, ticket, tenant, id: asked.erasure.id });
    const isWorkedOn = () => statesOf(['settling', 'held_elsewhere', 'done']);
    await until(isWorkedOn, WITHIN_MS).catch(() => judge.tell('not_finished', `the erasure of ${tenant} ${ticketId}`));
    if (!everywhere) return;
    world.changes.setContact(contactId, null);
    eraseUser(world.people.directory, requesterId);
    await world.webhooks.settled();
    judge.goneEverywhere.add(`${tenant} ${ticketId} person`);
  }

  /** Rows in which something of them stands, by the table's name. */
  async function left(): Promise<readonly string[]> {
    const found: string[] = [];
    const index = judge.index();
    const owners = new Set([...erased.keys()].map((one) => `${one} person`));
    const addresses = [...erased.values()].map(({ tenant, desk, ticket }) => ({
      tenant,
      email: pool.at(desk, ticket).email,
    }));
    const tables = [...Object.keys(dataInventory).filter((name) => name !== 'erasures'), 'sidelight_jobs.job'];
    for (const table of tables) {
      const { rows } = await sql<{ tenant: string | null; row: string }>`select to_jsonb(t)->>'tenant' as tenant,
        to_jsonb(t)::text as row from ${sql.table(table)} t`.execute(db);
      for (const { tenant, row } of rows) {
        for (const { canary, around } of index.find(row))
          if (owners.has(canary.owner)) found.push(`${table}: ${around}`);
        const address = addresses.find((one) => one.tenant === tenant && row.includes(one.email));
        if (address) found.push(`${table}: ${address.email} of ${tenant} in ${row.slice(0, 300)}`);
      }
    }
    return found;
  }

  return {
    erase,
    isErased: (tenant: string, ticketId: number) => erased.has(key(tenant, ticketId)),
    count: () => erased.size,
    /**
     * Each erasure looks once more, a minute later, until it is over. From then on nobody looks for them any more: who
     * comes back by what the others still tell of them stays, and is found.
     */
    async finish(comeBack: (one: Erased) => Promise<void>): Promise<void> {
      if (erased.size === 0) return;
      // What is written behind an answer is written within that minute.
      await stage.restart();
      const jobs = await openJobStage(stage.database, [...queues]);
      try {
        // What was under way while it was erased is found by the next look, and looked for once more.
        for (let n = 0; n < LOOKS && !(await statesOf(OVER)); n++) {
          await sql`update erasures set checked_at = now() - interval '2 hours'`.execute(db);
          await createErasureSweep(db, jobs.jobs)();
          await until(() => statesOf(OVER), LOOK_MS).catch(() => {});
        }
        if (!(await statesOf(OVER))) judge.tell('not_finished', 'an erasure, after its last look');
      } finally {
        await jobs.close();
      }
      for (const one of erased.values()) await comeBack(one);
      // With it goes whatever was written behind an answer.
      await stage.product().stopService();
      for (const row of await left()) judge.tell('erased', `is stored: ${row}`);
    },
  };
}
export type Erasing = ReturnType<typeof createErasing>;
