import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watchOpening } from '../bench/watch-opening.ts';
import { generateCompany } from '../world/company/company.ts';
import { movedIn } from './moved-in.ts';
import { type Demo, openDemo } from './open-demo.ts';
import type { Workspace } from './workspace.ts';

/** Long past what counts as fresh, and as old for a moment. */
const AWAY_MS = 12 * 60_000;
const still = { shifts: 0, moved: [] };
const latency = { zendesk: 60, hubspot: 90, stripe: 80, posthog: 110, jira: 70, statuspage: 40 };

const samples = generateCompany({ seed: 'sidelight', customers: 0, nowMs: Date.now() }).samples.map(
  ({ ticketId, key }) => [String(ticketId), key] as const,
);

/** What is to be done instead takes more room than the values would have. */
const NOT_KNOWN = ['sandbox_data', 'billing_ambiguous'];
const steady = samples.filter(([, key]) => !NOT_KNOWN.includes(key)).map(([id]) => id);

let demo: Demo;
let workspace: Workspace;
beforeAll(async () => {
  demo = await openDemo({ world: { latency } });
  workspace = await demo.open({ before: watchOpening });
});
afterAll(async () => {
  await workspace.close();
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

/** As after a night: what was read is known, and old. */
async function sleep(): Promise<void> {
  await workspace.close();
  // What was read is written behind the answer.
  await new Promise((done) => setTimeout(done, 1000));
  await demo.killApi();
  const before = new Date(Date.now() - AWAY_MS);
  await demo.database.db.updateTable('last_known').set({ read_at: before }).execute();
  await demo.startApi();
  // Whoever is signed in with the process before is not signed in with the next.
  workspace = await demo.open({ before: watchOpening, expected: /status of 503/ });
}

/** Of these tickets, one after the other, those in which anything moved. */
async function unsteady(ids: readonly string[]) {
  const found = [];
  for (const id of ids) found.push({ id, ...(await movedIn(workspace, id)) });
  return found.filter(({ shifts }) => shifts !== 0);
}

describe('nothing moves while the cards land', () => {
  it.each(samples.filter(([, key]) => !NOT_KNOWN.includes(key)))('of %s %s, never opened before', async (id) => {
    expect(await movedIn(workspace, id)).toEqual(still);
  });

  it('of any of them, with everything fresh', async () => {
    expect(await unsteady(steady)).toEqual([]);
  }, 120_000);

  it('of any of them, with old values first', async () => {
    await sleep();
    expect(await unsteady(steady)).toEqual([]);
  }, 120_000);
});

it('nothing moves either where what is to be done takes the place of values', async () => {
  const [id] = samples.find(([, key]) => key === 'sandbox_data') ?? [''];
  expect((await movedIn(workspace, id)).moved).toEqual([]);
});
