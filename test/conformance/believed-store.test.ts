import { markQueue, queues } from '@sidelight/api/jobs/queues.ts';
import { createAnswered } from '@sidelight/api/store/answered.ts';
import { createBelievedLog } from '@sidelight/api/store/believed-log.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createDoubt } from '@sidelight/api/store/doubt.ts';
import { createRiskLog } from '@sidelight/api/store/risk-log.ts';
import { createShownLog } from '@sidelight/api/store/shown-log.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const [acme, other] = [requireTenant('acme'), requireTenant('other')];
const at = (second: number) => new Date(Date.UTC(2026, 10, 25, 10, 0, second)).toISOString();
const code = (value: string, label = value) => ({
  ...{ kind: 'code', code: value, label, tone: 'good', isConfirmed: true },
});
const field = 'payment.status';
const seen = (ticketId: string, second: number, shown = code('paid')) => ({
  ...{ ticketId, field, system: 'billing', shown, shownAt: at(second) },
});
const reply = (second: number) => ({ at: at(second), by: '7001' });

onEachDatabase('what agents believed', (open) => {
  let opened: OpenDatabase;
  let stage: JobStage;
  beforeAll(async () => {
    opened = await open();
    stage = await openJobStage(opened, [...queues]);
  });
  afterAll(async () => {
    await stage.close();
    await opened.close();
  });
  beforeEach(async () => {
    for (const table of ['believed_answers', 'shown_answers', 'incident_answers', 'ticket_marks', 'sidelight_jobs.job'])
      await sql`delete from ${sql.table(table)}`.execute(opened.db);
  });

  const log = () => createBelievedLog(opened.db);
  const doubt = (since = at(0), incidentId = 'i1', isMarking = true) =>
    createDoubt(opened.db, stage.jobs)(acme, { incidentId, fields: [field], since }, isMarking);
  const answer = (ticketId: string, second: number) =>
    createAnswered(opened.db, stage.jobs, true)(acme, ticketId, reply(second), at(0), (based) => ({
      ...{ basis: 'hour', fields: based.map((one) => one.field) },
    }));
  const inDoubt = async (id = 'i1', tenant = acme) =>
    (await createShownLog(opened.db).ofIncident(tenant, { id, system: 'billing', openedAt: at(50) }, at(59))).map(
      ({ ticketId, answeredAt, shown }) => [ticketId, answeredAt !== undefined, shown],
    );
  const marks = async () =>
    (await opened.db.selectFrom('ticket_marks').select(['ticket_id', 'basis', 'fields']).execute()).map(
      ({ ticket_id, basis, fields }) => [ticket_id, basis, fields],
    );

  it('marks nothing while it is believed, and each answer once when it comes into doubt', async () => {
    await log().note(acme, [seen('1', 10), seen('2', 10), seen('3', 10)]);
    await log().note(other, [seen('1', 10)]);
    await answer('1', 11);
    expect(await marks()).toEqual([]);
    await doubt();
    await doubt();
    // A reply that is told of only now, and again.
    await answer('2', 12);
    await answer('2', 12);
    await answer('1', 11);
    expect(await marks()).toEqual([
      ['1', 'i1', [field]],
      ['2', 'hour', [field]],
    ]);
    expect(await stage.jobs.waiting({ queue: markQueue.name }, 100), 'each with its job').toHaveLength(2);
    expect(await inDoubt()).toEqual([
      ['1', true, code('paid')],
      ['2', true, code('paid')],
      ['3', false, code('paid')],
    ]);
    expect(await inDoubt('i2')).toEqual([]);
    expect(await inDoubt('i1', other)).toEqual([]);
  });

  it('doubts nothing that was shown before it was last right, nor another field', async () => {
    await log().note(acme, [seen('1', 9), seen('2', 10), { ...seen('3', 10), field: 'account.name' }]);
    for (const ticketId of ['1', '2', '3']) await answer(ticketId, 11);
    await doubt(at(10));
    expect(await marks()).toEqual([['2', 'i1', [field]]]);
    expect((await inDoubt()).map(([ticketId]) => ticketId)).toEqual(['2']);
  });

  it('forgets at a good look what was shown before it, and nothing that is in doubt', async () => {
    await log().note(acme, [seen('1', 10)]);
    await doubt();
    await log().note(acme, [seen('2', 10), seen('3', 20), { ...seen('4', 10), field: 'account.name' }]);
    await log().note(other, [seen('5', 10)]);
    await log().foundRight(acme, [{ fields: [field, 'plan.name'], before: at(15) }]);
    const left = await opened.db.selectFrom('believed_answers').select('ticket_id').orderBy('ticket_id').execute();
    expect(left.map(({ ticket_id }) => ticket_id)).toEqual(['1', '3', '4', '5']);
  });

  it('keeps what was answered by, until another value is seen', async () => {
    await log().note(acme, [seen('1', 10)]);
    await answer('1', 11);
    await log().note(acme, [seen('1', 12, code('paid', 'Bezahlt'))]);
    await doubt();
    expect(await inDoubt(), 'the same in another language').toEqual([['1', true, code('paid')]]);

    await log().note(acme, [seen('2', 10)]);
    await answer('2', 11);
    await log().note(acme, [seen('2', 12, code('overdue'))]);
    await answer('2', 13);
    await doubt();
    expect((await inDoubt())[1]).toEqual(['2', true, code('overdue')]);
  });

  it('takes for right again what is seen right after it, and what was answered by once it was checked', async () => {
    await log().note(acme, [seen('1', 10), seen('2', 10)]);
    await answer('2', 11);
    await doubt();
    await log().note(acme, [seen('1', 40), seen('2', 40, code('overdue'))]);
    expect(await inDoubt(), 'nobody had answered by it').toEqual([['2', true, code('paid')]]);
    await createRiskLog(opened.db).put(acme, 'i1', { kind: 'unchecked', ticketId: '2' });
    await log().note(acme, [seen('2', 41, code('overdue'))]);
    expect(await inDoubt()).toEqual([]);
    await answer('2', 42);
    await doubt(at(0), 'i2', false);
    expect(await inDoubt('i2')).toEqual([
      ['1', false, code('paid')],
      ['2', true, code('overdue')],
    ]);
    expect(await marks(), 'marking is off').toEqual([['2', 'i1', [field]]]);
  });

  it('lists a field once that was shown in doubt, too: what was answered by, then what was a value', async () => {
    await log().note(acme, [seen('1', 10), seen('2', 10)]);
    await answer('1', 11);
    await doubt();
    const during = { field, system: 'billing', shownAt: at(55) };
    await createShownLog(opened.db).note(acme, [
      { ...during, ticketId: '1', shown: code('overdue') },
      { ...during, ticketId: '2', shown: null },
      { ...during, ticketId: '3', shown: null },
    ]);
    expect(await inDoubt()).toEqual([
      ['1', true, code('paid')],
      ['2', false, code('paid')],
      ['3', false, null],
    ]);
    await answer('2', 56);
    expect((await marks()).at(-1), 'both at once').toEqual(['2', 'hour', [field]]);
  });

  it('says where a row is damaged, and leaves it out', async () => {
    const damaged: string[] = [];
    const told = createBelievedLog(opened.db, ({ table, row }) => void damaged.push(`${table} ${row}`));
    await told.note(acme, [seen('1', 10), { ...seen('2', 10), shownAt: 'never' }]);
    await opened.db
      .updateTable('believed_answers')
      .set({ shown: JSON.stringify({ kind: 'x' }) })
      .execute();
    await answer('1', 11);
    expect(await told.foundWrong(acme, { incidentId: 'i1', fields: [field], since: at(0) })).toEqual([]);
    expect(damaged).toEqual([`believed_answers 2|${field}`, `believed_answers 1|${field}`]);
  });
});
