import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { median } from '../e2e/median.ts';
import { type System, systems } from '../world/systems.ts';
import { watchGcLeaks } from './gc-leaks.ts';
import { leakedHandles, resources } from './handle-leaks.ts';
import { heapBytes } from './heap.ts';
import { watchRejections } from './rejections.ts';
import { runScenario } from './run-scenario.ts';
import { type Scenario, scenarios } from './scenarios.ts';
import { secretsIn } from './secrets.ts';
import { unlessStarved } from './starvation.ts';
import { openTestbed } from './testbed.ts';

const isFull = process.env.CHAOS === 'full';
const seed = process.env.CHAOS_SEED ?? 'chaos';

let database: OpenDatabase;
let besideDatabase: OpenDatabase;
beforeAll(async () => {
  [database, besideDatabase] = await Promise.all([openDatabase({ inMemory: true }), openDatabase({ inMemory: true })]);
});
afterAll(async () => {
  await Promise.all([database.close(), besideDatabase.close()]);
});

const rejections = watchRejections();
const heaps: number[] = [];
const { release, stillHeld } = watchGcLeaks();

const run = (names: readonly System[], scenario: Scenario) => unlessStarved(() => runOnce(names, scenario));

async function runOnce(names: readonly System[], scenario: Scenario): Promise<void> {
  rejections.length = 0;
  const before = resources();
  const testbed = await openTestbed(database, { seed });
  const beside = await openTestbed(besideDatabase, { seed, isProbed: false }).catch(async (error: unknown) => {
    await testbed.stop();
    throw error;
  });
  let wrong: string[];
  try {
    wrong = await runScenario({ testbed, beside }, names, scenario);
  } finally {
    await Promise.all([testbed.stop(), beside.stop()]);
  }
  const { logLines, world } = testbed.product;
  const logged = logLines.join('\n');
  const secrets = secretsIn(world.env(), testbed.tokens, [...testbed.bodies, ...logLines]);
  wrong.push(...secrets.map((name) => `${name} was said aloud`), ...(await leakedHandles(before, LEAVE_MS)));
  expect(wrong).toEqual([]);
  expect(logged).not.toMatch(/@|https?:|"a bug"/);
  expect(rejections).toEqual([]);
  heaps.push(await heapBytes());
  expect(stillHeld(), 'held after it was stopped').toEqual([]);
  release(`${say(scenario)} of ${names.join(' and ')}`, testbed.parts);
}

const LEAVE_MS = 2000;
/** Three tries of fifteen pairs; usually five seconds. */
const MAX_MS = 90_000;
const say = ({ fault }: Scenario) => Object.values(fault).join(' ');
const all = scenarios.flatMap((scenario) => systems.map((system) => [say(scenario), system, scenario] as const));
const oneOfEach = scenarios.filter(
  ({ fault }, i) => scenarios.findIndex((other) => other.fault.kind === fault.kind) === i,
);
/** Each kind once and each system three times, whichever meets which. */
const short = oneOfEach.map((scenario, i) => [say(scenario), systems[i % systems.length]!, scenario] as const);

describe('one system fails', { timeout: MAX_MS }, () => {
  it.each(isFull ? all : short)('%s of %s', async (_, system, scenario) => run([system], scenario));
});

const pairs = systems.flatMap((a, i) => systems.slice(i + 1).map((b) => [a, b] as const));
const gone = scenarios.find(({ fault }) => fault.kind === '5xx')!;

describe('two systems are gone', { timeout: MAX_MS }, () => {
  it.each(isFull ? pairs : [['billing', 'telemetry'] as const])('%s and %s', async (a, b) => run([a, b], gone));
});

/** What compiled code and the test's own book-keeping may take for each product; one that stays takes ten times as much. */
const MAX_GROWTH = 300_000;
const PRODUCTS = 2;
const WARM = 4;

describe('when all of that is over', () => {
  it('no more memory is held than after the first few', ({ skip }) => {
    if (heaps.length < 2 * WARM) skip('too few scenarios to tell');
    // The usual step: now and then something is compiled, which no other scenario pays for.
    const steps = heaps.slice(WARM).map((bytes, i) => bytes - (heaps[WARM + i - 1] ?? bytes));
    expect(median(steps) / PRODUCTS).toBeLessThan(MAX_GROWTH);
  });
});
