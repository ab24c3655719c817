import { RevealAnswer } from '@sidelight/shared/context/reveal.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Product, startProduct } from './start-product.ts';

const NOTE = 'Asks what the contract is worth';
const FIELD = 'plan.worth';
let nowMs = Date.parse('2026-11-24T12:00:00Z');
let product: Product;
beforeAll(async () => {
  product = await startProduct({ now: () => nowMs });
});
beforeEach(() => {
  // Nobody's last hour counts.
  nowMs += 2 * 3_600_000;
});
afterAll(() => product.stop());

const asked = { ticketId: '1001', field: FIELD, reason: 'contract', note: NOTE };
const post = async (body: object, token?: string) => {
  const by = token ?? (await product.session('agent'));
  return product.post('/v1/reveal', by, body);
};
const audited = (action: string) =>
  product.database.db.selectFrom('audit').selectAll().where('action', '=', action).orderBy('id').execute();
const worth = () => {
  const { plan } = product.world.tickets[0]!.truth;
  if (plan === null || typeof plan === 'string') throw new Error('the first sample has a plan');
  return plan.worth;
};

describe('a masked value', () => {
  it('is not sent with the ticket: its predicate is, and that it may be shown', async () => {
    const { cards, frames } = await product.whole(await product.session('agent'), { ticketId: '1001' });
    const field = cards.flatMap(({ fields }) => fields).find(({ id }) => id === FIELD);
    const code = Number(worth().amount) > 50_000 ? 'yes' : 'no';
    expect(field).toMatchObject({ state: 'ok', value: { kind: 'code', code, isConfirmed: true } });
    expect(JSON.stringify(cards)).not.toContain(worth().amount);
    const drawn = frames.flatMap(({ fields }) => fields).find(({ id }) => id === FIELD);
    expect(drawn?.canReveal).toBe(true);
    const lead = await product.whole(await product.session('lead'), { ticketId: '1001' });
    expect(lead.frames.flatMap(({ fields }) => fields).find(({ id }) => id === FIELD)?.canReveal).toBeUndefined();
  });

  it('in a currency that the map has no limit for is called hidden, not unknown: it can be shown', async () => {
    const { cards } = await product.whole(await product.session('agent'), { ticketId: '1012' });
    const field = cards.flatMap(({ fields }) => fields).find(({ id }) => id === FIELD);
    expect(field).toMatchObject({ value: { kind: 'code', code: 'unknown', label: 'Hidden · show' } });
  });

  it('is shown for a minute to who may have it shown and says why, with its row, and stored by nobody', async () => {
    const before = (await audited('field.revealed')).length;
    const answer = await post(asked);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const shown = RevealAnswer.parse(await answer.json());
    expect(shown).toMatchObject({
      ...{ kind: 'shown', value: { kind: 'money', ...worth() }, source: 'Stripe', expiresAtMs: nowMs + 60_000 },
    });
    const rows = (await audited('field.revealed')).slice(before);
    expect(rows).toMatchObject([
      { about: 'plan.worth financial contract', ticket_id: '1001', role: 'agent', subject: expect.any(String) },
    ]);
    expect(JSON.stringify(rows)).not.toContain(NOTE);
    const kept = product.database.db
      .selectFrom('field_reveals')
      .selectAll()
      .where('request_id', '=', rows[0]!.request_id);
    expect(await kept.execute()).toMatchObject([{ note: NOTE, field: FIELD, ticket_id: '1001' }]);
    const admin = { headers: { authorization: `Bearer ${await product.session('admin')}` } };
    const read = async (path: string) => (await fetch(product.url + path, admin)).text();
    // Admins read what was written beside the row; what is saved of the record has it not.
    expect(JSON.parse(await read('/v1/audit?group=field')).items[0]).toMatchObject({
      action: 'field.revealed',
      note: NOTE,
    });
    expect(await read('/v1/audit/export?group=field&format=csv')).toContain('plan.worth financial contract');
    expect(await read('/v1/audit/export?group=field&format=csv')).not.toContain(NOTE);
    // What was shown to one is in nobody's next answer.
    const { events } = await product.stream(await product.session('agent'), { ticketId: '1001' });
    const everything = JSON.stringify(events) + product.logLines.join('');
    for (const word of [worth().amount, NOTE]) expect(everything).not.toContain(word);
  });

  it.each([
    ['no reason', { reason: undefined }],
    ['a reason that is none', { reason: 'because' }],
    ['no words of their own', { note: undefined }],
    ['too few of them', { note: '   why   ' }],
    ['too many', { note: 'x'.repeat(201) }],
    ['no ticket', { ticketId: undefined }],
  ])('is refused to whoever gives %s, and that is on record', async (_, change) => {
    const before = (await audited('field.reveal_refused')).length;
    const answer = await post({ ...asked, ...change }, await product.sessionFor(`77${before}`));
    expect([answer.status, await answer.text()]).toEqual([400, expect.not.stringContaining(worth().amount)]);
    await expect
      .poll(async () => (await audited('field.reveal_refused')).slice(before))
      .toMatchObject([{ about: 'not_understood' }]);
  });

  it.each([
    ['a role that sees it anyway', 'lead', asked, 403, 'not_masked_for_them plan.worth'],
    [
      'a field that nobody may have shown',
      'agent',
      { ...asked, field: 'sales.amount' },
      403,
      'not_masked_for_them sales.amount',
    ],
    ['a field that there is not', 'agent', { ...asked, field: 'dana@northwind.example' }, 404, 'unknown_field'],
    [
      'a ticket that the helpdesk does not know',
      'agent',
      { ...asked, ticketId: '999999' },
      404,
      'unknown_ticket plan.worth',
    ],
  ] as const)('is refused for %s, and that is on record', async (_, role, body, status, about) => {
    const answer = await post(body, await product.session(role));
    expect([answer.status, await answer.text()]).toEqual([status, expect.not.stringContaining(worth().amount)]);
    await expect
      .poll(async () => (await audited('field.reveal_refused')).map((row) => `${row.role} ${row.about}`))
      .toContain(`${role} ${about}`);
    expect(JSON.stringify(await audited('field.reveal_refused'))).not.toContain('dana');
  });

  it('is refused while the helpdesk does not say whose ticket that is', async () => {
    product.world.faults.set('helpdesk', { kind: '5xx' });
    try {
      expect((await post({ ...asked, ticketId: '1003' })).status).toBe(503);
    } finally {
      product.world.faults.clear();
    }
  });

  it('is not shown, and not counted, where its system cannot be asked', async () => {
    const before = (await audited('field.revealed')).length;
    product.world.faults.set('billing', { kind: '5xx' });
    try {
      const answer = await post({ ...asked, ticketId: '1004' });
      expect(RevealAnswer.parse(await answer.json())).toEqual({ kind: 'failed', reason: 'upstream_error' });
    } finally {
      product.world.faults.clear();
    }
    expect((await audited('field.revealed')).length).toBe(before);
  });

  it('is shown so many times an hour, however many are asked for at once; then it says when to come again', async () => {
    const token = await product.session('agent');
    const all = await Promise.all(Array.from({ length: 13 }, () => post(asked, token)));
    const by = Map.groupBy(all, ({ status }) => status);
    expect([by.get(200)?.length, by.get(429)?.length]).toEqual([10, 3]);
    const again = await post(asked, token);
    const waitS = Number(again.headers.get('retry-after'));
    expect([again.status, waitS > 3590 && waitS <= 3600]).toEqual([429, true]);
    await expect
      .poll(async () => (await audited('field.reveal_refused')).filter(({ about }) => about === 'limit plan.worth'))
      .not.toEqual([]);
    nowMs += 3_600_001;
    expect((await post(asked, await product.session('agent'))).status).toBe(200);
  });

  it('tells the owners of the helpdesk of who reaches the limit, or does what is not usual for them, once a day', async () => {
    const told = await product.database.db.selectFrom('alerts').select(['once', 'message']).execute();
    const reveals = told.filter(({ once }) => once.startsWith('reveal|'));
    const kinds = new Set(reveals.map(({ once }) => once.split('|').slice(0, 3).join('|')));
    expect([...kinds].sort()).toEqual([
      expect.stringContaining('reveal|limit|'),
      expect.stringContaining('reveal|unusual|'),
    ]);
    // To each channel once.
    expect(new Set(reveals.map(({ once }) => once)).size).toBe(2);
    expect(JSON.stringify(reveals)).not.toContain(worth().amount);
    expect(JSON.stringify(reveals)).not.toContain(FIELD);
  });

  it('does not leave before its row is kept: without the audit nothing is shown', async () => {
    const { db } = product.database;
    await sql`alter table audit add constraint no_reveals check (action <> 'field.revealed') not valid`.execute(db);
    try {
      const answer = await post(asked);
      expect([answer.status, await answer.text()]).toEqual([500, expect.not.stringContaining(worth().amount)]);
    } finally {
      await sql`alter table audit drop constraint no_reveals`.execute(db);
    }
    const kept = await db.selectFrom('field_reveals').select('request_id').where('at', '>=', new Date(nowMs)).execute();
    expect(kept).toEqual([]);
  });

  it('cannot be used to walk through tickets: what comes to nothing ends, too', async () => {
    const statuses: number[] = [];
    const token = await product.session('agent');
    for (let i = 0; i < 100 && statuses.at(-1) !== 429; i++) {
      nowMs += 1000;
      statuses.push((await post({ ...asked, ticketId: String(5_000_000 + i) }, token)).status);
    }
    expect(statuses.at(-1)).toBe(429);
    expect(new Set(statuses.slice(0, -1))).toEqual(new Set([404]));
    // Three times what an agent may have shown in an hour, with what came anew meanwhile.
    expect(statuses.length).toBeLessThanOrEqual(33);
    // Past the limit nothing is looked up: what was written in the place of a field is still in no row.
    const typed = 'dana@northwind.example owes 5000';
    expect((await post({ ...asked, field: typed }, token)).status).toBe(429);
    expect(JSON.stringify(await audited('field.reveal_refused'))).not.toContain(typed);
  });
});
