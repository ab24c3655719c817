import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../flow/until.ts';
import { editByHand } from '../world/vendors/hubspot-by-hand.ts';
import { valueIn } from '../world/vendors/hubspot-rows.ts';
import { editUser } from '../world/vendors/zendesk-by-hand.ts';
import { professional } from '../world/vendors/zendesk-limits.ts';
import { phoneOf } from '../world/vendors/zendesk-user-state.ts';
import { createLoad } from './load.ts';
import { postgresFor } from './postgres.ts';
import { atLeast, atMost, type Row } from './row.ts';
import { type SyncStage, startSyncStage } from './sync-stage.ts';

const CUSTOMERS = 2500;
/** Zendesk lets one user be written a second; one edit in two and a half is what it can follow for ever. */
const EVERY_MS = 2500;
const EDITS = 24;
const BURST = 2000;
const PAGE = 100;
const READ_EVERY_MS = 200;
const READS_MS = 30_000;

interface Pair {
  readonly contactId: string;
  readonly userId: number;
}

/** How soon an edit is on the other side, with webhooks on both; a burst; and what agents notice of it. */
export async function syncEdits(): Promise<Row[]> {
  const server = postgresFor('edits');
  if (server === undefined) return [];
  const stage = await startSyncStage(server, CUSTOMERS, 1);
  try {
    await stage.compare('contact', 'dry_run');
    await stage.switchOn('contact');
    await stage.compare('contact', 'compare');
    const pairs = await linkedOf(stage);
    await until(() => isQuiet(stage), 300_000);
    const quiet = await readsOf(stage);
    const toCrm = await oneByOne(stage, pairs.slice(0, EDITS), 'helpdesk');
    const toHelpdesk = await oneByOne(stage, pairs.slice(EDITS, 2 * EDITS), 'crm');
    const burst = await burstOf(stage, pairs.slice(2 * EDITS, 2 * EDITS + BURST));
    return [
      atMost('an edit in the helpdesk is in the CRM, p50', toCrm.p50S, 1, 's', `${EDITS} edits, one in 2.5 s`),
      atMost('an edit in the helpdesk is in the CRM, p95', toCrm.p95S, 2, 's'),
      atMost('an edit in the CRM is in the helpdesk, p50', toHelpdesk.p50S, 1, 's'),
      atMost('an edit in the CRM is in the helpdesk, p95', toHelpdesk.p95S, 2, 's'),
      atMost(`a burst of ${BURST} edits: calls of one a record`, burst.callShare * 100, 5, '%', burst.note),
      atLeast(
        'the burst: pace against what the vendors\u2019 limits alone allow',
        burst.pace * 100,
        90,
        '%',
        `Zendesk\u2019s limit makes ${floorS(BURST).toFixed(1)} s of it`,
      ),
      atLeast('the burst: records in a full batch', burst.fill * 100, 90, '%'),
      atMost('the burst: answers of 429', burst.tooMany, 0, ''),
      atMost('the burst: p95 of an agent\u2019s read against a quiet time', burst.readP95Ms / quiet, 1.1, 'x'),
    ];
  } finally {
    await stage.stop();
  }
}

async function linkedOf({ database }: SyncStage): Promise<Pair[]> {
  const rows = await database.db
    .selectFrom('sync_records')
    .select(['left_id', 'right_id'])
    .where('object', '=', 'contact')
    .where('hold', 'is', null)
    .orderBy('left_id')
    .execute();
  return rows.map((row) => ({ contactId: row.left_id, userId: Number(row.right_id) }));
}

async function isQuiet({ database }: SyncStage): Promise<boolean> {
  const { db } = database;
  const due = await db
    .selectFrom('sync_records')
    .select('id')
    .where((eb) => eb.or([eb('due_left', '=', true), eb('due_right', '=', true), eb('batch_left', 'is not', null)]))
    .limit(1)
    .execute();
  return due.length === 0 && (await db.selectFrom('sync_told').select('vendor_id').limit(1).execute()).length === 0;
}

const inCrm = ({ world }: SyncStage, { contactId }: Pair) =>
  valueIn(world.crm.find('contacts', contactId)!, 'phone') ?? '';
const inHelpdesk = ({ world }: SyncStage, { userId }: Pair) => phoneOf(world.people.directory.user(userId)!) ?? '';

async function oneByOne(stage: SyncStage, pairs: readonly Pair[], side: 'crm' | 'helpdesk') {
  const tookMs: number[] = [];
  for (const [n, pair] of pairs.entries()) {
    const phone = `+1212${String((side === 'crm' ? 3_000_000 : 4_000_000) + n)}`;
    const begunMs = performance.now();
    if (side === 'crm') editByHand(stage.world.crm, { kind: 'contacts', id: pair.contactId, values: { phone } });
    else editUser(stage.world.people.directory, stage.world.people.writes, pair.userId, { phone });
    const there = side === 'crm' ? inHelpdesk : inCrm;
    await until(() => there(stage, pair) === phone, 60_000);
    const ms = performance.now() - begunMs;
    tookMs.push(ms);
    await sleep(Math.max(0, EVERY_MS - ms));
  }
  const sorted = tookMs.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0) / 1000;
  return { p50S: at(0.5), p95S: at(0.95) };
}

/** Everybody's number changes in the helpdesk at once. */
async function burstOf(stage: SyncStage, pairs: readonly Pair[]) {
  const { calls, people } = stage.world;
  calls.clear();
  const phoneOfN = (n: number) => `+1646${String(2_000_000 + n)}`;
  for (const [n, { userId }] of pairs.entries())
    editUser(people.directory, people.writes, userId, { phone: phoneOfN(n) });
  // Making them takes the one that plays the vendors its time.
  const begunMs = performance.now();
  const reading = readsOf(stage);
  await until(() => pairs.every((pair, n) => inCrm(stage, pair) === phoneOfN(n)), 600_000);
  const tookS = (performance.now() - begunMs) / 1000;
  const readP95Ms = await reading;
  // Its echoes are read, too.
  await until(() => isQuiet(stage), 120_000);
  const of = (path: RegExp) => calls.list().filter((call) => path.test(call.path)).length;
  const writes = of(/contacts\/batch\/update/);
  const all = of(/crm\/objects\/[^/]+\/contacts\/(batch|search)|users\/show_many|incremental\/users/);
  return {
    callShare: all / pairs.length,
    fill: pairs.length / (writes * PAGE),
    tooMany: calls.tooManyOf('hubspot') + calls.tooManyOf('zendesk'),
    readP95Ms,
    pace: floorS(pairs.length) / tookS,
    note: `drained in ${tookS.toFixed(1)} s by ${writes} writes and ${all - writes} reads`,
  };
}

/** What Zendesk's limit alone makes of reading so many; HubSpot's is a third of it. */
const floorS = (records: number): number => (records / PAGE / professional.perMinute) * 60;

/** An agent opens tickets meanwhile: how long the slowest one in twenty took. */
async function readsOf({ world, url }: SyncStage): Promise<number> {
  const entry = await world.session({ role: 'agent', location: 'ticket_sidebar' }, AbortSignal.timeout(5000));
  if (!entry.ok) throw new Error(`the entry answered ${entry.status}`);
  const bodies = world.tickets.map(({ ticketId }) => JSON.stringify({ ticketId: String(ticketId) }));
  const load = createLoad({ url, token: entry.token, body: (i) => bodies[i % bodies.length]! }, 5);
  const tookMs: number[] = [];
  for (let i = 0; i * READ_EVERY_MS < READS_MS; i++) {
    const begunMs = performance.now();
    await load.once(i);
    const ms = performance.now() - begunMs;
    tookMs.push(ms);
    await sleep(Math.max(0, READ_EVERY_MS - ms));
  }
  await load.close();
  return tookMs.toSorted((a, b) => a - b)[Math.floor(0.95 * tookMs.length)] ?? 0;
}
