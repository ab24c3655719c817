import {
  lastKnownWithout,
  linksWithout,
  shownWithout,
  supportWithout,
} from '@sidelight/api/composition/keep-erased-out.ts';
import { createErasedPeople } from '@sidelight/api/privacy/erased-people.ts';
import { readErasedPeople } from '@sidelight/api/store/erasure-log.ts';
import { createLastKnown } from '@sidelight/api/store/last-known.ts';
import { createLinks } from '@sidelight/api/store/links.ts';
import { createShownLog } from '@sidelight/api/store/shown-log.ts';
import { createSupportStore } from '@sidelight/api/store/support-store.ts';
import { beforeEach, expect, it } from 'vitest';
import { acme, marksOf } from './erasure-stage.ts';
import { onEachErasureStage } from './on-each-erasure-stage.ts';
import { dana, grepFor, wordsFor } from './planted-person.ts';
import { trailOf } from './trail-of.ts';

const { user, contact, ticket, email, name } = dana;
const raise = (error: unknown): never => {
  throw error;
};

/** As while the key service, by whose key they are known again, does not answer. */
onEachErasureStage('while nobody can say who was erased', ({ opened, stage }) => {
  let isAway: boolean;
  beforeEach(async () => {
    await stage().plantAll();
    await stage().ask();
    await stage().work();
    await stage().later();
    isAway = true;
  });

  function parts() {
    const { db } = opened();
    const troubles: unknown[] = [];
    const erased = createErasedPeople({
      read: (tenant) => readErasedPeople(db, tenant),
      marksOf: () => (texts) => (isAway ? Promise.reject(new Error('the key service is away')) : marksOf(texts)),
      keepAlso: () => Promise.reject(new Error('nobody is known')),
      steadyNow: Date.now,
      onTrouble: (error) => void troubles.push(error),
    });
    const lastKnown = createLastKnown(db, raise);
    return {
      ...{ troubles, lastKnown, kept: lastKnownWithout(erased, lastKnown) },
      links: linksWithout(erased, createLinks(db, trailOf(db, raise).audited)),
      support: supportWithout(erased, createSupportStore(db, stage().jobs)),
      shown: shownWithout(erased, createShownLog(db)),
    };
  }
  const link = {
    ...{ requesterId: user, organizationId: '', accountId: 'A1', contactId: contact, billingId: null },
    ...{ telemetryId: null, evidence: ['email' as const], basis: 'b', pickedBy: null, pickedAtMs: null },
    ...{ payerFrom: null, checkedAtMs: 1, change: null },
  } as never;

  it('nothing is kept of anybody: a copy is left out, work is tried again, a pick is refused', async () => {
    const { kept, lastKnown, links, support, shown, troubles } = parts();
    // Another helpdesk has them too.
    const before = await grepFor(opened().db, wordsFor(dana));
    const customers = { record: { customers: [{ email }] }, source: { type: 'x', id: 'cus-1' } };
    kept.keep(acme, 'billing.customer', 'id:cus-1', customers, Date.now());
    await links.save(acme, link);
    await links.replace(acme, link, link);
    const entry = {
      tenant: acme,
      atMs: 1,
      requestId: 'r',
      actorId: '7001',
      role: 'agent',
      action: 'link.picked',
    } as const;
    await expect(links.pick(acme, link, entry)).rejects.toThrow('away');
    await expect(links.takeBack(acme, link, '7001', entry)).rejects.toThrow('away');
    const value = { type: 'text', text: `${name} owes` } as never;
    const seen = { ticketId: ticket, field: 'f', system: 'billing', shownAt: new Date().toISOString(), shown: value };
    await expect(shown.note(acme, [seen])).rejects.toThrow('away');
    const done = [{ customer: { kind: 'users', id: user }, record: {} as never }] as const;
    await expect(support.workedOut(acme, done, [])).rejects.toThrow('away');
    await new Promise((resolve) => setTimeout(resolve, 5));
    await lastKnown.flush();
    expect(troubles.length).toBeGreaterThan(0);
    expect(await grepFor(opened().db, wordsFor(dana))).toEqual(before);
  });

  it('and once somebody can, others are kept again', async () => {
    const { links } = parts();
    isAway = false;
    const other = { ...(link as object), requesterId: '900555', contactId: '4242' } as never;
    await links.save(acme, link);
    await links.save(acme, other);
    const rows = await opened().db.selectFrom('links').select('requester_id').where('tenant', '=', acme).execute();
    expect(rows.map(({ requester_id }) => requester_id)).toContain('900555');
    expect(rows.map(({ requester_id }) => requester_id)).not.toContain(user);
  });
});
