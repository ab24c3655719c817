import { join } from 'node:path';
import { createHttpClient } from '@sidelight/api/connectors/http/axios-client.ts';
import { createPolicy, type PolicyDeps } from '@sidelight/api/connectors/resilience/policy.ts';
import { createQuota } from '@sidelight/api/connectors/resilience/quota.ts';
import { zendesk } from '@sidelight/api/connectors/zendesk/definition.ts';
import type { JobHandler } from '@sidelight/api/jobs/perform.ts';
import type { Ids } from '@sidelight/api/jobs/ports.ts';
import { markQueue } from '@sidelight/api/jobs/queues.ts';
import { loadMap } from '@sidelight/api/map/load-map.ts';
import { basisOfIssue } from '@sidelight/api/marks/issue-basis.ts';
import { createMarking } from '@sidelight/api/marks/mark-ticket.ts';
import { basisOf } from '@sidelight/api/marks/outcome.ts';
import type { MarkId } from '@sidelight/api/marks/ports.ts';
import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { createDeadLetters } from '@sidelight/api/store/dead-letter-log.ts';
import { createMarkLog } from '@sidelight/api/store/mark-log.ts';
import { tenantId } from '@sidelight/api/tenants/tenant-id.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { deadLettersOf, type JobStage, openJobStage } from './job-stage.ts';
import { answer, type Behaviour, startUpstream, type Upstream } from './upstream.ts';

const acme = tenantId('acme')!;
const never = new AbortController().signal;
let upstream: Upstream;
let opened: OpenDatabase;
let stage: JobStage;
let map: IntegrationMap;
beforeAll(async () => {
  upstream = await startUpstream();
  opened = await openDatabase({ inMemory: true });
  stage = await openJobStage(opened, [markQueue]);
  map = await loadMap(join(import.meta.dirname, '../../map'), never);
});
afterAll(async () => {
  await upstream.stop();
  await stage.close();
  await opened.close();
});

/** A helpdesk with one ticket; each way a write of it may end. */
interface Desk {
  tags: Behaviour | undefined;
  note: Behaviour | undefined;
  comments: Behaviour | undefined;
}
const desk: Desk = { tags: undefined, note: undefined, comments: undefined };
const comments: string[] = [];
const authors: (number | undefined)[] = [];
type NoteBody = { body: string; public: boolean; author_id?: number };
/** Who has said that an answer is put right; what the helpdesk's connection is set up with. */
let handledBy: string | undefined;
let follower: string | undefined;
/** Who was to follow the ticket, in each write. */
const followers: unknown[] = [];
let options: Readonly<Record<string, string>> = {};
const asked: string[] = [];
beforeEach(() => {
  Object.assign(desk, { tags: undefined, note: undefined, comments: undefined });
  comments.splice(0, comments.length, 'Where is my invoice?');
  for (const list of [asked, authors, followers]) list.length = 0;
  [handledBy, options, follower] = [undefined, {}, undefined];
  upstream.behave((call, res) => {
    asked.push(`${call.method} ${call.path}`);
    if (call.path.endsWith('/tags')) return (desk.tags ?? answer(200, { tags: ['sidelight_unconfirmed'] }))(call, res);
    if (call.path.endsWith('/comments') && desk.comments) return desk.comments(call, res);
    if (call.path.endsWith('/comments'))
      return answer(200, { comments: comments.toReversed().map((body) => ({ body })), count: comments.length })(
        call,
        res,
      );
    const { ticket } = call.body as { ticket: { comment: NoteBody; followers?: unknown } };
    followers.push(ticket.followers);
    expect(ticket.comment.public).toBe(false);
    authors.push(ticket.comment.author_id);
    if (desk.note) return desk.note(call, res);
    comments.push(ticket.comment.body);
    return answer(200, { ticket: { id: 1001 } })(call, res);
  });
});
afterEach(async () => {
  await opened.db.deleteFrom('ticket_marks').execute();
  await opened.db.deleteFrom('dead_letters').execute();
  await sql`delete from sidelight_jobs.job`.execute(opened.db);
});
const notes = () => comments.filter((body) => body.includes('Sidelight reference'));

/** So many attempts, each when the ticket is due again; without a helpdesk where there is none. */
async function rounds(
  count: number,
  isConnected = true,
  quota?: PolicyDeps['quota'],
  by: IntegrationMap = map,
): Promise<void> {
  const http = createHttpClient({ baseUrl: upstream.url, headers: {}, classify: zendesk.classify!, now: Date.now });
  const settings = { environment: 'live', options, ask: () => [], consoleUrl: 'https://acme.zendesk.com' } as const;
  const connector = zendesk.create(http, settings);
  const policy = createPolicy(map.systems.helpdesk!.budget, {
    ...{ now: Date.now, random: Math.random, onOutcome() {} },
    ...(quota && { quota }),
  });
  const marks = createMarkLog(opened.db, stage.jobs);
  const ping = (signal: AbortSignal) => zendesk.ping(http, settings, signal);
  const connection = { system: 'helpdesk', connector, policy, consoleUrl: settings.consoleUrl, ping };
  const marking = createMarking({
    ...{ tenant: acme, map: by, marks, connection: () => (isConnected ? connection : undefined) },
    handledBy: async () => handledBy,
    askedBy: async () => follower,
  });
  const handler: JobHandler<MarkId & Ids> = { run: (job, signal) => marking.mark(job.ids, job, signal) };
  for (let round = 0; round < count; round++) {
    policy.heal();
    await stage.work(markQueue, handler);
    await stage.makeDue();
  }
  await http.close();
}
const put = (ticketId = '1001', basis = 'i1', fields = ['payment.status']) =>
  createMarkLog(opened.db, stage.jobs).put(acme, ticketId, basis, fields);
const givenUp = () => createMarkLog(opened.db, stage.jobs).givenUp(acme, new Date(Date.now() - 60_000).toISOString());
const stateOf = async () => (await opened.db.selectFrom('ticket_marks').selectAll().executeTakeFirstOrThrow()).state;

it('writes one note where the helpdesk takes it and answers after five seconds', async () => {
  await put();
  desk.note = (call, res) => {
    const { ticket } = call.body as { ticket: { comment: { body: string } } };
    comments.push(ticket.comment.body);
    setTimeout(() => answer(200, { ticket: { id: 1001 } })(call, res), 5200);
  };
  await rounds(3);
  expect(notes()).toHaveLength(1);
  expect(await stateOf()).toBe('done');
}, 20_000);

it.each<[string, Behaviour]>([
  ['never arrives', (_call, res) => void res.socket?.destroy()],
  ['is an error of a gateway', answer(504, {})],
])('writes one note where the helpdesk takes it and its answer %s', async (_name, end) => {
  await put();
  desk.note = (call, res) => {
    const { ticket } = call.body as { ticket: { comment: { body: string } } };
    comments.push(ticket.comment.body);
    end(call, res);
  };
  await rounds(3);
  expect(notes()).toHaveLength(1);
  expect(await stateOf()).toBe('done');
});

it('writes another note for another incident on the same ticket', async () => {
  await put('1001', 'i1');
  await put('1001', 'i2');
  await rounds(1);
  expect(new Set(notes()).size).toBe(2);
});

it('writes its notes in the language of the map, the names of fields too', async () => {
  const { health } = map;
  const german: IntegrationMap = { ...map, health: { ...health, marking: { ...health.marking, language: 'de' } } };
  await put();
  await put('1001', basisOf({ kind: 'confirmed', incidentId: 'i1' }));
  await rounds(1, true, undefined, german);
  // Which of the two is written first is left to chance.
  expect(notes().toSorted()).toEqual([
    expect.stringMatching(/Beantwortet, während dies nicht bestätigt war: Status\./),
    expect.stringMatching(/Inzwischen bestätigt, nichts zu berichtigen: Status\./),
  ]);
});

it('notes what became of an answer, in a second note of its own', async () => {
  for (const kind of ['confirmed', 'different'] as const) await put('1001', basisOf({ kind, incidentId: 'i1' }));
  await rounds(1);
  expect(notes().toSorted()).toEqual([
    expect.stringMatching(/^Automatic note from Sidelight\. Confirmed since, nothing to correct: Status\./),
    expect.stringMatching(/^Automatic note from Sidelight\. It turned out different .*: Status\./),
  ]);
});

it('says who has put it right, and nothing where that was taken back', async () => {
  await put('1001', basisOf({ kind: 'handled', incidentId: 'i1' }));
  await rounds(1);
  expect([notes(), await stateOf()]).toEqual([[], 'done']);
  handledBy = 'Maya Lindqvist';
  await put('1001', basisOf({ kind: 'handled', incidentId: 'i2' }));
  await rounds(1);
  expect(notes()).toEqual([expect.stringContaining('Taken care of by Maya Lindqvist: Status.')]);
});

it('does not list a ticket as unmarked for a second note that was refused', async () => {
  await put('1001', basisOf({ kind: 'confirmed', incidentId: 'i1' }));
  desk.tags = answer(422, { error: 'RecordInvalid', description: 'x', details: {} });
  await rounds(1);
  expect([await stateOf(), await givenUp()]).toEqual(['given_up', []]);
});

it('is signed by whoever connected the helpdesk, or by the user that the map names', async () => {
  await put('1001', 'i1');
  await rounds(1);
  options = { noteAuthorId: '7999' };
  await put('1001', 'i2');
  await rounds(1);
  expect(authors).toEqual([undefined, 7999]);
});

it.each<[string, Behaviour, number, string]>([
  [
    'a closed ticket',
    answer(422, {
      error: 'RecordInvalid',
      description: 'Record validation errors',
      details: { status: [{ description: 'Status: closed prevents ticket update' }] },
    }),
    1,
    'refused',
  ],
  ['a ticket that is gone', answer(404, { error: 'RecordNotFound', description: 'Not found' }), 1, 'no_such_ticket'],
  ['a ticket we may not write', answer(403, '', { 'content-type': 'text/html' }), 3, 'not_allowed'],
  ['a helpdesk that is not there', answer(404, '<html></html>', { 'content-type': 'text/html' }), 3, 'no_such_ticket'],
])('gives up %s, and says why', async (_name, refused, tries, why) => {
  await put();
  desk.tags = refused;
  await rounds(8);
  expect(asked.filter((call) => call.endsWith('/tags'))).toHaveLength(tries);
  expect(await givenUp()).toMatchObject([{ ticketId: '1001', reason: why }]);
  expect(await deadLettersOf(opened, stage.jobs)).toMatchObject([
    { queue: 'mark', attempts: tries, reason: why === 'no_such_ticket' ? 'no_such_record' : why },
  ]);
  expect(notes()).toEqual([]);
});

it('keeps a mark waiting while the helpdesk is not connected, for as long as any answer is waited for', async () => {
  await put();
  await rounds(59, false);
  expect(await stateOf()).toBe('waiting');
  await rounds(1, false);
  expect(await givenUp()).toMatchObject([{ ticketId: '1001', reason: 'no_answer' }]);
});

it('keeps the marks of a day waiting while our own budget lets none through, and makes them once it does', async () => {
  for (let n = 0; n < 5; n++) await put('1001', `i${n}`);
  let nowMs = Date.now();
  const quota = createQuota({
    ...{ rates: [{ windowMs: 60_000, calls: 10 }], share: 0.3, isShared: false, now: () => nowMs },
  });
  const { signal } = new AbortController();
  quota.mark(signal, 'follow_up');
  for (let n = 0; n < 3; n++) quota.sent(signal);
  await rounds(61, true, quota);
  expect([asked, await stateOf()]).toEqual([[], 'waiting']);
  nowMs += 120_000;
  await rounds(1, true, quota);
  expect(notes()).toHaveLength(5);
  expect(await deadLettersOf(opened, stage.jobs)).toEqual([]);
});

it('marks a ticket that was given up once its job is put back', async () => {
  await put();
  desk.tags = answer(422, { error: 'RecordInvalid', description: 'x', details: {} });
  await rounds(1);
  desk.tags = undefined;
  const letters = createDeadLetters(opened.db, stage.jobs);
  expect(await letters.retry(await letters.list({}, 10))).toBe(1);
  await rounds(1);
  expect([notes().length, await stateOf(), await givenUp()]).toEqual([1, 'done', []]);
});

it('goes on while somebody else writes the same ticket, and while the helpdesk is away', async () => {
  await put();
  desk.tags = answer(409, { error: 'DatabaseConflict', description: 'Database collision' });
  await rounds(2);
  desk.tags = answer(503, {});
  await rounds(2);
  expect(await stateOf()).toBe('waiting');
  desk.tags = undefined;
  await rounds(1);
  expect(await stateOf()).toBe('done');
});

it('writes one note though an odd comment stands there and the answer to the tag is odd', async () => {
  await put();
  desk.tags = answer(200, { tags: null });
  desk.comments = answer(200, { comments: [null, { body: { rich: true } }, 'text', { body: 'Where is it?' }] });
  await rounds(2);
  expect([notes().length, await stateOf()]).toEqual([1, 'done']);
});

it('makes who asked to be told of an issue follow the ticket, and writes the note where the helpdesk refuses that', async () => {
  follower = '7001';
  await put('1001', basisOfIssue('closed', 'APP-1'), ['APP-1', 'Exports stop', 'Fixed']);
  desk.note = (call, res) => {
    const { ticket } = call.body as { ticket: { comment: { body: string }; followers?: unknown } };
    if (ticket.followers) return answer(422, { error: 'RecordInvalid' })(call, res);
    comments.push(ticket.comment.body);
    return answer(200, { ticket: { id: 1001 } })(call, res);
  };
  await rounds(1);
  expect(followers).toEqual([[{ user_id: '7001', action: 'put' }], undefined]);
  expect(notes()).toHaveLength(1);
});
