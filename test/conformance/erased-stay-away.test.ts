import {
  lastKnownWithout,
  linksWithout,
  shownWithout,
  supportWithout,
} from '@sidelight/api/composition/keep-erased-out.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createInbox } from '@sidelight/api/store/inbox.ts';
import { createLastKnown } from '@sidelight/api/store/last-known.ts';
import { createLinks } from '@sidelight/api/store/links.ts';
import { createShownLog } from '@sidelight/api/store/shown-log.ts';
import { createSupportStore } from '@sidelight/api/store/support-store.ts';
import { erase } from '@sidelight/api/sync/erase/erase.ts';
import { erasedOf, eraseLinked } from '@sidelight/api/sync/erase/erased.ts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { codecOf } from '../sync-cases/codec-of.ts';
import { acme, marksOf, other } from './erasure-stage.ts';
import { onEachErasureStage } from './on-each-erasure-stage.ts';
import { dana, grepFor, knownBy, plant, wordsFor } from './planted-person.ts';
import { trailOf } from './trail-of.ts';

const { user, contact, ticket, email, name } = dana;
const scope = { tenant: acme, object: 'contact' };
const codec = codecOf({ type: 'email', owner: 'crm', at: { crm: 'email', helpdesk: 'email' } });
const raise = (error: unknown): never => {
  throw error;
};
const requester = { id: user, name, email, externalId: contact, locale: null, timeZone: null };

const EVENTS = ['webhook', 'poll', 'comparison', 'view', 'last view', 'late row', 'erase', 'again'] as const;
type Event = (typeof EVENTS)[number];

/** Whatever order things happen in, and whoever still tells of them. */
onEachErasureStage('somebody who was erased', ({ opened, stage }) => {
  function actors(): Record<Event, () => Promise<unknown>> {
    const { db } = opened();
    const { erased, store } = stage();
    const lastKnown = createLastKnown(db, raise);
    const kept = lastKnownWithout(erased, lastKnown);
    const links = linksWithout(erased, createLinks(db, trailOf(db, raise).audited));
    const support = supportWithout(erased, createSupportStore(db, stage().jobs));
    const shown = shownWithout(erased, createShownLog(db));
    const inbox = createInbox(db, stage().jobs);
    const marks = { of: marksOf };
    let n = 0;
    const fact = {
      ...{ id: ticket, organizationId: '1', requesterId: user, createdAtMs: 1, updatedAtMs: Date.now() },
      ...{
        firstReplyAfterMs: null,
        solvedAtMs: null,
        status: 'open' as const,
        priority: null,
        marks: [],
        category: null,
      },
      ...{ csat: null, breachedAtMs: null },
    } as const;
    const customer = { kind: 'users', id: user } as const;
    const answerOf = (record: unknown, id: string) => ({ record, source: { type: 'x', id } });
    const keep = async () => {
      kept.keep(
        acme,
        'helpdesk.ticket',
        `id:${ticket}`,
        answerOf({ ticket: null, requester }, ticket),
        Date.now() + n++,
      );
      kept.keep(acme, 'billing.customer', 'id:cus-1', answerOf({ customers: [{ email }] }, 'cus-1'), Date.now() + n++);
      // The gate is asked first, and answers in its own time.
      await erased.among(acme, () => []);
      await new Promise((resolve) => setTimeout(resolve, 2));
      await lastKnown.flush();
    };
    const record = { versionMs: 1, unreadable: [] };
    const left = { ...record, id: contact, values: { email } };
    const right = { ...record, id: user, values: { email } };
    const ofErased = (side: 'left' | 'right', all: readonly (typeof left)[]) =>
      erasedOf({ store, marks, match: [codec] }, scope, side, all);
    return {
      // The event of somebody who was renamed, handled; support's feed told of by it.
      async webhook() {
        const event = { type: 'zen:event-type:user.name_changed', detail: { id: user }, isAnswer: false };
        const deliveryId = `d-${n++}`;
        await inbox.store({ tenant: acme, system: 'helpdesk', deliveryId, event, onlyTells: false });
        await inbox.markHandled(acme, [{ system: 'helpdesk', deliveryId }]);
        await support.look(acme, { facts: [fact], gone: [], done: [], noted: [] });
      },
      async poll() {
        const known = await ofErased('right', [right]);
        if (!known.has(user)) await store.tell(scope, 'right', [user]);
        await support.workedOut(acme, [{ customer, record: {} as never }], []);
      },
      // As sync pairs up: linked first, then it looks who was erased meanwhile.
      async comparison() {
        await store.transact(scope, async (tx) => {
          if ((await tx.bySide('left', [contact])).length === 0) await tx.link([[contact, user]]);
        });
        await eraseLinked(
          {
            erasedOf: (side, all) => erasedOf({ store, marks, match: [codec] }, scope, side, all),
            erase: (side, id) => erase({ store, marks, addresses: ['email'] }, scope, side, id),
          },
          [{ left, right }],
        );
      },
      async view() {
        const link = {
          ...{ requesterId: user, organizationId: '', accountId: 'A1', contactId: contact, billingId: null },
          ...{ telemetryId: null, evidence: ['email' as const], basis: 'b', pickedBy: null, pickedAtMs: null },
          ...{ payerFrom: null, checkedAtMs: Date.now(), change: null },
        };
        await links.save(acme, link as never);
        await keep();
      },
      async 'last view'() {
        const value = { type: 'text', text: `${name} owes` } as never;
        const about = { ticketId: ticket, field: 'f', system: 'billing', shownAt: new Date().toISOString() };
        await shown.note(acme, [{ ...about, shown: value }]);
        await keep();
      },
      // Written by a process that had looked before they were erased.
      'late row': async () => {
        if (!isOver) await plant(db, acme, dana);
      },
      erase: () =>
        stage()
          .ask(knownBy({ users: [user] }))
          .then(() => stage().work()),
      again: () => stage().later(),
    };
  }
  let isOver = false;

  it('never comes back', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...EVENTS), { minLength: 1, maxLength: 8 }),
        fc.array(fc.constantFrom(...EVENTS), { maxLength: 8 }),
        async (before, after) => {
          isOver = false;
          await stage().plantAll();
          await sql`delete from sync_records where tenant = ${other}`.execute(opened().db);
          const run = actors();
          for (const event of before) await run[event]();
          await run.erase();
          // What was under way is written within the minute.
          await plant(opened().db, acme, dana);
          for (let n = 0; n < 4; n++) await stage().later();
          isOver = true;
          for (const event of after) await run[event]();
          for (let n = 0; n < 3; n++) await stage().later();
          for (const table of ['webhook_inbox', 'sync_told'])
            await sql`delete from ${sql.table(table)}`.execute(opened().db);
          expect(await ownRows(opened())).toEqual([]);
        },
      ),
      { numRuns: 6 },
    );
  });
});

/** Rows of the helpdesk in which anything of them stands, but what says that the other side still holds them. */
async function ownRows({ db }: OpenDatabase): Promise<readonly string[]> {
  const tables = Object.keys(await grepFor(db, wordsFor(dana)));
  const words = wordsFor(dana).map((word) => `%${word.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`);
  const found: string[] = [];
  for (const table of tables.filter((one) => one !== 'erasures')) {
    const { rows } = await sql<{ row: unknown }>`select to_jsonb(t) as row from ${sql.table(table)} t
      where tenant = ${acme} and lower(to_jsonb(t)::text) like any(${words}::text[])`.execute(db);
    for (const { row } of rows)
      if (!JSON.stringify(row).includes('erase_on_other_side')) found.push(`${table}: ${JSON.stringify(row)}`);
  }
  return found;
}
