import { randomBytes } from 'node:crypto';
import { openJobQueue } from '@sidelight/api/jobs/job-queue.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import { type DatabaseOptions, type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { createSyncRuns } from '@sidelight/api/store/sync-runs.ts';
import { createSyncSwitches } from '@sidelight/api/store/sync-switches.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { historyOf } from '../world/vendors/hubspot-rows.ts';
import { editUser } from '../world/vendors/zendesk-by-hand.ts';
import { startWorld, type World } from '../world/world.ts';
import { freePorts } from './free-port.ts';
import { type Replica, startReplica } from './replica.ts';
import { until } from './until.ts';

export interface KillSyncOptions {
  readonly database: { readonly url: string } | { readonly dataDir: string };
  /** So many deaths, each soon after edits were acknowledged. */
  readonly points: number;
  readonly random: () => number;
  /** Another program than the sources: the bundle, which starts in a fifth of the time. */
  readonly program?: string;
  say?(line: string): void;
}

export interface KillSyncReport {
  /** Edits whose events were answered with 204. */
  readonly acknowledged: number;
  /** People whose last edit is not in the CRM. */
  readonly lost: number;
  /** Values the CRM's history has more than once, or that were never typed. */
  readonly twice: number;
  /** Values that came after a newer one of the same person. */
  readonly backwards: number;
  readonly deadLetters: number;
  readonly waiting: number;
}

const PEOPLE = 6;
const MAX_MS = 1200;
const MAX_EDITS = 3;
const SETTLED_WITHIN_MS = 300_000;
const tenant = requireTenant('acme');

/**
 * People's phone numbers are edited in the helpdesk; each time, the process that was told is killed at a random point
 * between its acknowledgement and the CRM's, and another is started.
 */
export async function killSync({
  database,
  points,
  random,
  program,
  say = () => {},
}: KillSyncOptions): Promise<KillSyncReport> {
  const world = await startWorld({ customers: 20 });
  const [port] = await freePorts(1);
  const env = {
    ...world.env(),
    ...('url' in database ? { DATABASE_URL: database.url } : { DATA_DIR: database.dataDir }),
    ...{ SESSION_SECRET: randomBytes(32).toString('base64'), DRAIN_MS: '0' },
  };
  world.setApiUrl(`http://127.0.0.1:${port}`);
  const given = { env, port: port!, ...(program !== undefined && { program }) };
  let replica: Replica | undefined;
  const start = async () => {
    replica = await startReplica(given);
    return replica;
  };
  try {
    const people = await prepare(database, world, start);
    const typed = new Map<number, string[]>(people.map(({ userId }) => [userId, []]));
    let acknowledged = 0;
    let last = 2_000_000;
    for (let n = 0; n < points; n++) {
      const alive = await start();
      const before = told(world);
      const edits = 1 + Math.floor(random() * MAX_EDITS);
      for (let i = 0; i < edits; i++) {
        const person = people[Math.floor(random() * people.length)]!;
        const phone = `+1212${String(last++)}`;
        typed.get(person.userId)?.push(phone);
        editUser(world.people.directory, world.people.writes, person.userId, { phone });
      }
      await world.webhooks.settled();
      acknowledged += told(world) - before;
      const afterMs = random() * MAX_MS;
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      await alive.stop('SIGKILL');
      say(`${n + 1}: killed ${afterMs.toFixed(0)} ms after ${edits} edits were acknowledged`);
    }
    const alive = await start();
    const inCrm = (contactId: string) =>
      historyOf(world.crm.find('contacts', contactId)!, 'phone')
        .map(({ value }) => value)
        .reverse();
    const isLost = ({ userId, contactId }: Person) => inCrm(contactId).at(-1) !== typed.get(userId)?.at(-1);
    const edited = people.filter(({ userId }) => (typed.get(userId)?.length ?? 0) > 0);
    await until(() => !edited.some(isLost), SETTLED_WITHIN_MS).catch(() => {});
    await alive.stop('SIGTERM');
    const lost = edited.filter(isLost);
    for (const person of lost) {
      const stored = await withDatabase(database, ({ db }) => storedOf(db, person));
      say(
        `lost: typed ${typed.get(person.userId)?.at(-1)}, in the CRM ${inCrm(person.contactId).slice(-3)}: ${stored}`,
      );
    }
    const odd = edited.map(({ userId, contactId }) => oddIn(inCrm(contactId), typed.get(userId) ?? []));
    return {
      acknowledged,
      lost: lost.length,
      twice: odd.reduce((sum, { twice }) => sum + twice, 0),
      backwards: odd.reduce((sum, { backwards }) => sum + backwards, 0),
      ...(await leftIn(database)),
    };
  } finally {
    await replica?.stop('SIGKILL');
    await world.stop();
  }
}

interface Person {
  readonly userId: number;
  readonly contactId: string;
}

/** Everybody is linked and known, by a comparison that a process makes; and who of them is edited. */
async function prepare(database: DatabaseOptions, world: World, start: () => Promise<Replica>): Promise<Person[]> {
  await withDatabase(database, async (opened) => {
    const jobs = await openJobQueue({ database: opened, queues, onTrouble() {} });
    await createSyncSwitches(opened.db, jobs).set(tenant, 'contact', true, 'test');
    await createSyncRuns(opened.db, jobs).ask(tenant, 'contact', 'compare', 'test');
    await jobs.close();
  });
  const replica = await start();
  // What the two never agreed on is written then, so that the vendors' own logs say when it is over.
  await until(() => quietFor(world, 4000), 60_000);
  await replica.stop('SIGTERM');
  return withDatabase(database, async ({ db }) => {
    const rows = await db
      .selectFrom('sync_records')
      .select(['left_id', 'right_id'])
      .where('hold', 'is', null)
      .orderBy('left_id')
      .limit(PEOPLE)
      .execute();
    if (rows.length < PEOPLE) throw new Error(`only ${rows.length} people are linked`);
    return rows.map((row) => ({ userId: Number(row.right_id), contactId: row.left_id }));
  });
}

/** What is known of a person whose edit did not arrive. */
async function storedOf(db: OpenDatabase['db'], { contactId, userId }: Person): Promise<string> {
  const record = await db.selectFrom('sync_records').selectAll().where('left_id', '=', contactId).executeTakeFirst();
  const reviews = await db
    .selectFrom('sync_reviews')
    .selectAll()
    .where('record', '=', record?.id ?? '')
    .execute();
  const told = await db.selectFrom('sync_told').selectAll().where('vendor_id', '=', String(userId)).execute();
  const inbox = await db.selectFrom('webhook_inbox').selectAll().execute();
  return JSON.stringify({ record, reviews, told, inbox: inbox.length });
}

const isOfSync = (path: string) => /crm\/objects|\/users|search\/export|incremental|job_statuses/.test(path);
function quietFor(world: World, ms: number): boolean {
  const last = world.calls.list().findLast(({ path }) => isOfSync(path));
  return last !== undefined && Date.now() - Date.parse(last.at) > ms;
}

const told = (world: World): number => world.webhooks.deliveries().filter(({ status }) => status === 204).length;

/** What of a person's history in the CRM should not be there. */
function oddIn(history: readonly string[], typed: readonly string[]) {
  // What stood there before, and was typed by nobody here.
  const own = history.filter((value) => typed.includes(value));
  const places = own.map((value) => typed.indexOf(value));
  return {
    twice: own.length - new Set(own).size,
    backwards: places.filter((place, n) => n > 0 && place < (places[n - 1] ?? 0)).length,
  };
}

async function leftIn(options: DatabaseOptions): Promise<Pick<KillSyncReport, 'deadLetters' | 'waiting'>> {
  return withDatabase(options, async ({ db }) => {
    const letters = await db.selectFrom('sync_dead_letters').select('id').execute();
    const waiting = await db
      .selectFrom('sync_records')
      .select('id')
      .where((eb) => eb.or([eb('due_left', '=', true), eb('batch_left', 'is not', null)]))
      .execute();
    return { deadLetters: letters.length, waiting: waiting.length };
  });
}

async function withDatabase<T>(options: DatabaseOptions, work: (opened: OpenDatabase) => Promise<T>): Promise<T> {
  const opened = await openDatabase(options);
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}
