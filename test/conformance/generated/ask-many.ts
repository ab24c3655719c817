import type { Answer } from '@sidelight/api/connectors/port.ts';
import { createRandom, type Random } from '../../world/company/random.ts';
import { openBench } from '../bench.ts';
import { answer, type Call, type Upstream } from '../upstream.ts';
import type { ReadCase, VendorCase } from '../vendor.ts';
import { type Outcome, outcomeOf } from './outcome.ts';

export const MANY = 300;

/** What the vendor says to a call; undefined leaves it at an empty object. */
export type Answers = (call: Call, random: Random) => unknown;

/** Puts one read many times, each time to a vendor that answers otherwise, and tells how it ended. */
export async function askMany(vendor: VendorCase, read: ReadCase, upstream: Upstream, answers: Answers) {
  const ended: Record<Outcome, number> = { record: 0, nobody: 0, refused: 0 };
  const found: Answer[] = [];
  const bench = openBench(vendor, read, upstream);
  for (let round = 0; round < MANY; round += 1) {
    const seed = `${bench.connector.id}.${read.read} ${round}`;
    const random = createRandom(seed);
    let body: unknown;
    upstream.behave((call, res) => {
      body = answers({ ...call, path: call.path.replace(/^\/prefix/, '') }, random) ?? {};
      answer(200, body)(call, res);
    });
    const { kind, answer: record } = await outcomeOf(bench, read).catch((cause: unknown) => {
      throw new Error(`${seed}: ${JSON.stringify(body).slice(0, 2000)}`, { cause });
    });
    ended[kind] += 1;
    if (record) found.push(record);
  }
  await bench.close();
  return { ended, found, connector: bench.connector };
}

export const fixtureOf = (read: ReadCase, { method, path }: Call): unknown =>
  read.routes.find((route) => route.method === method && route.path.test(path))?.body;
