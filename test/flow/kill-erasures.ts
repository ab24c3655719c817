import { randomBytes } from 'node:crypto';
import { openJobQueue } from '@sidelight/api/jobs/job-queue.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import { askErasure } from '@sidelight/api/privacy/ask-erasure.ts';
import { createKeyedMarks } from '@sidelight/api/secrets/keyed-marks.ts';
import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { createErasureLog } from '@sidelight/api/store/erasure-log.ts';
import { createPersonRows } from '@sidelight/api/store/person-rows.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { ben, grepFor, knownBy, type Planted, plant, wordsFor } from '../conformance/planted-person.ts';
import { startWorld } from '../world/world.ts';
import { chainFindings } from './chain-findings.ts';
import { freePorts } from './free-port.ts';
import { type Replica, startReplica } from './replica.ts';
import { until } from './until.ts';

export interface KillErasuresOptions {
  readonly database: { readonly url: string } | { readonly dataDir: string };
  /** So many people, each erased by a process that is killed soon after. */
  readonly points: number;
  readonly random: () => number;
  readonly program?: string;
  say?(line: string): void;
}

export interface KillErasuresReport {
  /** Erasures that were said to be in line. */
  readonly acknowledged: number;
  /** Of those, the ones that nobody finished. */
  readonly unfinished: number;
  /** Tables in which something of an erased person stands. */
  readonly left: number;
  /** Steps without a receipt, or with more than one. */
  readonly receipts: number;
  /** Rows of somebody else that are gone. */
  readonly harmed: number;
  /** What is wrong with the chain of the audit. */
  readonly findings: number;
}

const tenant = requireTenant('acme');
/** Of these the service takes some up by itself: what was planned begins, and pages are read again. */
const TAKEN_UP: ReadonlySet<string> = new Set(['planned_maintenance', 'sync_read_pages']);
/** From before the first look at the queue until after the last step. */
const MAX_MS = 900;
const SETTLED_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 2000;

/** People are to be erased; each time the process that does it is killed at a random point, and another is started. */
export async function killErasures(options: KillErasuresOptions): Promise<KillErasuresReport> {
  const { database, points, random, program, say = () => {} } = options;
  const world = await startWorld({ customers: 20 });
  const [port] = await freePorts(1);
  const signingKey = randomBytes(32);
  const { SECRETS_KEY: _none, ...worldEnv } = world.env();
  const env = {
    ...worldEnv,
    ...('url' in database ? { DATABASE_URL: database.url } : { DATA_DIR: database.dataDir }),
    ...{ SESSION_SECRET: signingKey.toString('base64'), DRAIN_MS: '0' },
  };
  const start = () => startReplica({ env, port: port!, ...(program !== undefined && { program }) });
  const people = Array.from({ length: points }, (_, n) => person(n));
  const asked: string[] = [];
  let replica: Replica | undefined;
  const during = async <T>(work: (opened: OpenDatabase) => Promise<T>): Promise<T> => {
    const opened = await openDatabase(database);
    try {
      return await work(opened);
    } finally {
      await opened.close();
    }
  };
  try {
    const before = await during(async ({ db }) => {
      await plant(db, tenant, ben);
      return grepFor(db, wordsFor(ben));
    });
    for (const [n, one] of people.entries()) {
      await during(async (opened) => {
        await plant(opened.db, tenant, one);
        asked.push(await ask(opened, one, signingKey));
      });
      replica = await start();
      const afterMs = random() * MAX_MS;
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      await replica.stop('SIGKILL');
      say(`${n + 1}: killed ${afterMs.toFixed(0)} ms after it was ready to erase somebody`);
    }
    // As after the minute in which what was under way has been written.
    await during(timePasses);
    for (let round = 0; round < 3; round++) {
      replica = await start();
      await new Promise((resolve) => setTimeout(resolve, 3000));
      await replica.stop('SIGTERM');
      await during(timePasses);
    }
    replica = await start();
    await new Promise((resolve) => setTimeout(resolve, 'url' in database ? 0 : 15_000));
    if ('url' in database) await until(() => during(settled), SETTLED_WITHIN_MS, LOOK_EVERY_MS).catch(() => {});
    await replica.stop('SIGTERM');
    return await during(async (opened) => ({
      acknowledged: asked.length,
      unfinished: await unfinished(opened.db),
      ...(await judge(opened, people, asked, before, say)),
      findings: await chainFindings(opened.db),
    }));
  } finally {
    await replica?.stop('SIGKILL');
    await world.stop();
  }
}

const person = (n: number): Planted => ({
  ...{ user: `7300${100 + n}`, contact: `7400${100 + n}`, ticket: `7500${100 + n}`, pair: `pair-killed-${n}` },
  ...{ email: `killed.person-${n}@erased.example`, name: `Killed Person-${n}` },
});

async function ask(opened: OpenDatabase, { email }: Planted, signingKey: Buffer): Promise<string> {
  const { db } = opened;
  const jobs = await openJobQueue({ database: opened, queues, onTrouble() {} });
  const marksOf = createKeyedMarks({ tenant, store: undefined, signingKey, isInUse: async () => false }).of;
  const deps = { tenant, log: createErasureLog(db, jobs), rows: createPersonRows(db, ['email']), marksOf };
  const answer = await askErasure(deps, knownBy({ addresses: [email] }), 'page', 'Lea');
  await jobs.close();
  if (!answer) throw new Error('nobody is known by that address');
  return answer.id;
}

/** Two hours: what a dead process held is free, nobody waits for it, and what is done later or now and then is due. */
async function timePasses({ db }: OpenDatabase): Promise<void> {
  await sql`update processes set seen_at = seen_at - interval '2 hours'`.execute(db);
  await sql`update sidelight_jobs.job set start_after = now() where state in ('created', 'retry')`.execute(db);
  await sql`update sidelight_jobs.job set expire_seconds = 0 where state = 'active'`.execute(db);
  await sql`update erasures set checked_at = now() - interval '2 hours'`.execute(db);
  await sql`update periodic_tasks set due_at = now()`.execute(db);
}

/** Whether all are done. What has only to be looked at once more, which it is after minutes, is due at once. */
async function settled({ db }: OpenDatabase): Promise<boolean> {
  await sql`update erasures set checked_at = now() - interval '2 hours' where state = 'settling'`.execute(db);
  await sql`update periodic_tasks set due_at = now()`.execute(db);
  return (await unfinished(db)) === 0;
}

const unfinished = async (db: OpenDatabase['db']): Promise<number> =>
  (await db.selectFrom('erasures').select('id').where('ended_at', 'is', null).execute()).length;

async function judge(
  { db }: OpenDatabase,
  people: readonly Planted[],
  asked: readonly string[],
  before: Readonly<Record<string, number>>,
  say: (line: string) => void,
): Promise<Pick<KillErasuresReport, 'left' | 'receipts' | 'harmed'>> {
  let [left, receipts] = [0, 0];
  for (const one of people)
    left += Object.keys(await grepFor(db, [one.email, one.name])).filter((table) => table !== 'sync_reviews').length;
  const places = new Set<string>();
  const own = new Map<string, string[]>();
  const { rows } = await sql<{ erasure: string; place: string; state: string }>`select erasure, place, state
    from erasure_steps where tenant = ${tenant}`.execute(db);
  for (const { erasure, place } of rows) {
    own.set(erasure, [...(own.get(erasure) ?? []), place]);
    // What another system holds is called by whom it holds, and a process by its name.
    if (/^[a-z_]+$/.test(place)) places.add(place);
  }
  for (const id of asked)
    for (const place of places) if (own.get(id)?.filter((it) => it === place).length !== 1) receipts++;
  const after = await grepFor(db, wordsFor(ben));
  const harmed = Object.entries(before).filter(([table, n]) => (after[table] ?? 0) < n && !TAKEN_UP.has(table));
  for (const [table] of harmed) say(`something of somebody else is gone: ${table}`);
  return { left, receipts, harmed: harmed.length };
}
