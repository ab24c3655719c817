import { lastKnownWithout, linksWithout } from '@sidelight/api/composition/keep-erased-out.ts';
import { createLastKnown } from '@sidelight/api/store/last-known.ts';
import { createLinks } from '@sidelight/api/store/links.ts';
import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { acme } from './erasure-stage.ts';
import { onEachErasureStage } from './on-each-erasure-stage.ts';
import { ben, dana, knownBy, type Planted } from './planted-person.ts';
import { trailOf } from './trail-of.ts';

const plus = dana.email.replace('@', '+shop@');
const raise = (error: unknown): never => {
  throw error;
};

/** Erased while nothing of them was held: by one of their names alone. */
onEachErasureStage('somebody who was erased by one name', ({ opened, stage }) => {
  beforeEach(async () => {
    await stage().plantAll();
    for (const table of ['last_known', 'links', 'webhook_inbox', 'sync_records'])
      await sql`delete from ${sql.table(table)} where tenant = ${acme}`.execute(opened().db);
  });

  /** As a ticket is opened: the helpdesk says whose it is, then the others are asked by that. */
  async function look({ user, contact, email, name, ticket }: Planted): Promise<readonly string[]> {
    const { db } = opened();
    const lastKnown = createLastKnown(db, raise);
    const kept = lastKnownWithout(stage().erased, lastKnown);
    const links = linksWithout(stage().erased, createLinks(db, trailOf(db, raise).audited));
    const requester = { id: user, name, email, externalId: null, locale: null, timeZone: null };
    const from = (record: unknown, id: string) => ({ record, source: { type: 'x', id } }) as never;
    const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
    kept.keep(
      acme,
      'helpdesk.ticket',
      `id:${ticket}`,
      from({ ticket: null, requester, organization: null }, ticket),
      1,
    );
    await pause();
    kept.keep(acme, 'crm.contact', `email:${email}`, from({ id: contact, name, email }, contact), 1);
    kept.keep(acme, 'billing.customer', 'id:cus-9', from({ customers: [{ email }] }, 'cus-9'), 1);
    await pause();
    await lastKnown.flush();
    await links.save(acme, {
      ...{ requesterId: user, organizationId: '', accountId: 'A9', contactId: null, billingId: null },
      ...{ telemetryId: null, evidence: ['email'], basis: 'b', pickedBy: null, pickedAtMs: null },
      ...{ payerFrom: null, checkedAtMs: 1, change: null },
    } as never);
    const { rows } = await sql<{ held: string }>`select read as held from last_known where tenant = ${acme}
      union all select 'link of ' || requester_id from links where tenant = ${acme} order by 1`.execute(db);
    return rows.map(({ held }) => held);
  }

  it.each([
    ['their number', knownBy({ users: [dana.user] })],
    ['their address', knownBy({ addresses: [dana.email] })],
  ])('is known again by the others, once the helpdesk names them: %s', async (_, by) => {
    await stage().ask(by);
    await stage().work();
    await stage().later();
    expect(await look(dana)).toEqual([]);
    // In another process, and after this one began anew.
    stage().erased.forget();
    expect(await look(dana)).toEqual([]);
    const others = ['billing.customer', 'crm.contact', 'helpdesk.ticket', `link of ${ben.user}`];
    expect(await look(ben)).toEqual(others);
  });

  it('is known again by their mailbox, whatever follows a plus in the address', async () => {
    await stage().ask(knownBy({ addresses: [plus] }));
    await stage().work();
    // Who asks may be another user of the helpdesk: of the numbers nothing is said.
    expect(await look(dana)).toEqual([`link of ${dana.user}`]);
  });
});
