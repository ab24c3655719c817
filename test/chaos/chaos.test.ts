import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { median } from '../e2e/median.ts';
import { type System, systems } from '../world/systems.ts';
import { enterArena } from './arena.ts';
import { type Ordeal, ordeals } from './expected.ts';
import { heapBytes } from './heap.ts';
import { leftOver, resources } from './leftovers.ts';
import { watchLettingGo } from './letting-go.ts';
import { endure } from './ordeal.ts';
import { watchRejections } from './rejections.ts';
import { secretsIn } from './secrets.ts';
import { unlessStarved } from './starvation.ts';

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
const { letGo, stillHeld } = watchLettingGo();

const run = (names: readonly System[], ordeal: Ordeal) => unlessStarved(() => runOnce(names, ordeal));

async function runOnce(names: readonly System[], ordeal: Ordeal): Promise<void> {
  rejections.length = 0;
  const before = resources();
  const arena = await enterArena(database, { seed });
  const beside = await enterArena(besideDatabase, { seed, isProbed: false }).catch(async (error: unknown) => {
    await arena.stop();
    throw error;
  });
  let wrong: string[];
  try {
    wrong = await endure({ arena, beside }, names, ordeal);
  } finally {
    await Promise.all([arena.stop(), beside.stop()]);
  }
  const { logLines, world } = arena.product;
  const logged = logLines.join('\n');
  const secrets = secretsIn(world.env(), arena.tokens, [...arena.bodies, ...logLines]);
  wrong.push(...secrets.map((name) => `${name} was said aloud`), ...(await leftOver(before, LEAVE_MS)));
  expect(wrong).toEqual([]);
  expect(logged).not.toMatch(/@|https?:|"a bug"/);
  expect(rejections).toEqual([]);
  heaps.push(await heapBytes());
  expect(stillHeld(), 'held after it was stopped').toEqual([]);
  letGo(`${say(ordeal)} of ${names.join(' and ')}`, arena.parts);
}

const LEAVE_MS = 2000;
/** Three tries of fifteen pairs; usually five seconds. */
const MOST_MS = 90_000;
const say = ({ fault }: Ordeal) => Object.values(fault).join(' ');
const all = ordeals.flatMap((ordeal) => systems.map((system) => [say(ordeal), system, ordeal] as const));
const oneOfEach = ordeals.filter(({ fault }, i) => ordeals.findIndex((other) => other.fault.kind === fault.kind) === i);
/** Each kind once and each system three times, whichever meets which. */
const short = oneOfEach.map((ordeal, i) => [say(ordeal), systems[i % systems.length]!, ordeal] as const);

describe('one system fails', { timeout: MOST_MS }, () => {
  it.each(isFull ? all : short)('%s of %s', async (_, system, ordeal) => run([system], ordeal));
});

const pairs = systems.flatMap((a, i) => systems.slice(i + 1).map((b) => [a, b] as const));
const gone = ordeals.find(({ fault }) => fault.kind === '5xx')!;

describe('two systems are gone', { timeout: MOST_MS }, () => {
  it.each(isFull ? pairs : [['billing', 'telemetry'] as const])('%s and %s', async (a, b) => run([a, b], gone));
});

/** What compiled code and the test's own book-keeping may take for each product; one that stays takes ten times as much. */
const MOST_GROWTH = 300_000;
const PRODUCTS = 2;
const WARM = 4;

describe('when all of that is over', () => {
  it('no more memory is held than after the first few', ({ skip }) => {
    if (heaps.length < 2 * WARM) skip('too few ordeals to tell');
    // The usual step: now and then something is compiled, which no other ordeal pays for.
    const steps = heaps.slice(WARM).map((bytes, i) => bytes - (heaps[WARM + i - 1] ?? bytes));
    expect(median(steps) / PRODUCTS).toBeLessThan(MOST_GROWTH);
  });
});
