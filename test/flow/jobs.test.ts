import { JobsAnswer, JobsReport } from '@sidelight/shared/jobs/jobs-report.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Product, startProduct } from './start-product.ts';
import { until } from './until.ts';

let product: Product;
let admin: string;
beforeAll(async () => {
  product = await startProduct();
  admin = await product.session('admin');
}, 90_000);
afterAll(() => product.stop());

const report = async () =>
  JobsReport.parse(
    await (await fetch(`${product.url}/v1/jobs`, { headers: { authorization: `Bearer ${admin}` } })).json(),
  );
const settle = async (what: 'retry' | 'discard', body: object) =>
  JobsAnswer.parse(await (await product.post(`/v1/jobs/${what}`, admin, body)).json());

it('an admin sees what was given up, counted by reason, and does it again or discards it; nobody else’s', async () => {
  const { db } = product.database;
  await sql`insert into ticket_marks (tenant, ticket_id, basis, fields, state, why)
    values ('acme', '1001', 'i1', '["payment.status"]', 'given_up', 'no_answer')`.execute(db);
  await sql`insert into dead_letters (tenant, id, queue, ids, attempts, reason, died_at) values
    ('acme', 'a', 'mark', '{"ticketId":"1001","basis":"i1"}', 60, 'no_answer', '2026-11-24T10:00:00Z'),
    ('acme', 'b', 'mark', '{"ticketId":"1002","basis":"i1"}', 1, 'refused', '2026-11-24T11:00:00Z'),
    ('acme', 'c', 'mark', '{"ticketId":"1003","basis":"i1"}', 1, 'refused', '2026-11-24T12:00:00Z'),
    ('acme', 'd', 'sync', '{}', 1, 'refused', '2026-11-24T12:00:00Z'),
    ('other', 'e', 'mark', '{"ticketId":"1","basis":"i1"}', 1, 'refused', '2026-11-24T13:00:00Z')`.execute(db);
  expect((await report()).givenUp).toEqual([
    { queue: 'mark', reason: 'refused', count: 2, at: '2026-11-24T12:00:00.000Z' },
    { queue: 'mark', reason: 'no_answer', count: 1, at: '2026-11-24T10:00:00.000Z' },
  ]);

  expect(await settle('retry', { queue: 'mark', reason: 'no_answer' })).toEqual({ kind: 'done', count: 1 });
  expect(await settle('retry', { queue: 'mark', reason: 'no_answer' })).toEqual({ kind: 'done', count: 0 });
  const notes = () =>
    product.world.helpdesk.comments(1001).filter(({ body }) => body.includes('Sidelight reference')).length;
  await until(() => notes() === 1);
  await until(async () => (await report()).waiting.every(({ count }) => count === 0));

  expect(await settle('discard', { queue: 'mark', reason: 'refused' })).toEqual({ kind: 'done', count: 2 });
  expect((await report()).givenUp).toEqual([]);
  const left = await db.selectFrom('dead_letters').select(['tenant', 'id']).orderBy('id').execute();
  expect(left).toEqual([
    { tenant: 'acme', id: 'd' },
    { tenant: 'other', id: 'e' },
  ]);
  await until(async () => {
    const audited = await db.selectFrom('audit').select('action').where('action', 'like', 'jobs.%').execute();
    return audited.map(({ action }) => action).join() === 'jobs.retried,jobs.discarded';
  });
});

it('a question that is no question of ours is refused', async () => {
  for (const body of [{}, { queue: 'mark' }, { queue: 'sync', reason: 'refused' }, { queue: 'mark', reason: 'x' }])
    expect((await product.post('/v1/jobs/retry', admin, body)).status).toBe(400);
});
