import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createEmptyPostgres } from '../conformance/fresh-postgres.ts';
import { answerTicket, readSettled, seed } from './kill-between.ts';
import { type KillStage, openKillStage } from './kill-stage.ts';
import { judge, watch } from './kill-views.ts';
import { openLinkBook } from './link-book.ts';
import { until } from './until.ts';

/**
 * Heaps that are too small for many agents at once, the largest first; how much the code itself takes changes with each
 * release. The smallest hardly starts.
 */
const HEAPS_MB = [96, 84, 76, 70];
const [AGENTS, TICKETS] = [60, 12];
/** Under work it ends within this, or this heap was large enough. */
const WORK_MS = 25_000;
/** From what it said last: whoever writes a core dump takes a moment. */
const END_WITHIN_MS = 15_000;
const NOTED_WITHIN_MS = 120_000;

interface Told {
  readonly shown: Set<string>;
  /** Tickets whose webhook was acknowledged. */
  readonly acknowledged: Set<number>;
}

/** Works a process with such a heap until it ends. Answers whether it did. */
async function diedOf(stage: KillStage, heapMb: number, ticketIds: readonly number[], told: Told): Promise<boolean> {
  const replica = await stage.start([`--max-old-space-size=${heapMb}`]);
  const stop = new AbortController();
  const isOver = () => replica.ending() !== undefined || stop.signal.aborted;
  const timer = setTimeout(() => stop.abort(), WORK_MS);
  let hasWorked = false;
  try {
    const token = await stage.session();
    hasWorked = true;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const open = (id: number) =>
      fetch(`${replica.url}/v1/context`, {
        ...{ method: 'POST', headers, body: JSON.stringify({ ticketId: String(id) }), signal: stop.signal },
      });
    const agents = [...Array(AGENTS).keys()].map(async (agent) => {
      for (let k = 0; !isOver(); k++)
        await watch(await open(1001 + ((agent * 7 + k) % 12)), told.shown).catch(() => {});
    });
    const helpdesk = async () => {
      for (const id of ticketIds) {
        if (isOver()) return;
        if (told.acknowledged.has(id)) continue;
        if ((await answerTicket(stage.world, replica.url, id)) === 204) told.acknowledged.add(id);
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    };
    await Promise.allSettled([...agents, helpdesk()]);
  } catch {
    // Too small to let anybody in.
  } finally {
    clearTimeout(timer);
  }
  if (hasWorked && !stop.signal.aborted) await until(() => replica.ending() !== undefined, END_WITHIN_MS);
  const ending = replica.ending();
  await replica.stop('SIGKILL');
  if (!ending) return false;
  expect(ending.code, 'an end that a supervisor takes for none').not.toBe(0);
  expect(replica.said()).toContain('heap out of memory');
  return true;
}

async function workOut(database: { readonly url: string } | { readonly dataDir: string }): Promise<void> {
  const stage = await openKillStage({ database });
  const told: Told = { shown: new Set(), acknowledged: new Set() };
  try {
    const ticketIds = Array.from(
      { length: TICKETS },
      () => stage.world.helpdesk.create({ subject: 'Late', status: 'open' }).id,
    );
    await seed(database, ticketIds);
    let hasDied = false;
    for (const heapMb of HEAPS_MB) {
      hasDied = await diedOf(stage, heapMb, ticketIds, told);
      if (hasDied && told.shown.size > 0 && told.acknowledged.size > 0) break;
    }
    expect([hasDied, told.shown.size > 0, told.acknowledged.size > 0]).toEqual([true, true, true]);
    const next = await stage.start();
    const notesOf = (id: number) =>
      stage.world.helpdesk.comments(id).filter(({ body }) => body.includes('Sidelight reference')).length;
    await until(() => [...told.acknowledged].every((id) => notesOf(id) > 0), NOTED_WITHIN_MS);
    // Views that the database was too busy for wait in a file, and are taken in by the next process.
    const folder = 'dataDir' in database ? database.dataDir : stage.waiting;
    await until(async () => !(await readdir(folder)).some((name) => name.startsWith('audit-waiting')), 30_000);
    await next.stop('SIGTERM');
    expect([...told.acknowledged].map(notesOf)).toEqual([...told.acknowledged].map(() => 1));
    expect(await readSettled(database, () => stage.start())).toEqual({ left: 0, givenUp: 0 });
    const { unrecorded, twice, findings } = await judge(database, told.shown, openLinkBook());
    expect({ unrecorded, twice, findings }).toEqual({ unrecorded: 0, twice: 0, findings: 0 });
  } finally {
    await stage.stop();
  }
}

const server = process.env.TEST_DATABASE_URL;

it.skipIf(!server)(
  'a process that is out of memory ends at once, and the next one loses nothing: PostgreSQL',
  async () => {
    const empty = await createEmptyPostgres(server!);
    await workOut({ url: empty.url });
    await empty.drop();
  },
  400_000,
);

it('… PGlite', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'sidelight-heap-'));
  await workOut({ dataDir });
  await rm(dataDir, { recursive: true });
}, 400_000);
