import { expect, it } from 'vitest';
import { z } from 'zod';
import { done, giveUp, type Outcome, putOff, retry } from './outcome.ts';
import { type JobHandler, perform } from './perform.ts';
import type { Queue } from './queues.ts';
import { noTries, type Tries } from './tries.ts';

type Ids = { readonly thing: string };
const queue: Queue<Ids> = {
  ...{ name: 'things', ids: z.strictObject({ thing: z.string() }), attempts: 3, isOrdered: false },
  ...{ backoff: { firstMs: 1000, maxMs: 60_000 }, holdMs: 10_000, concurrency: 1, perTenant: 1 },
};
const never = new AbortController().signal;

/** One attempt at a job, and everything that was said of it. */
async function attempt(
  outcome: Outcome | (() => Promise<Outcome>),
  { tries = {} as Partial<Tries>, claim = 1, data = { tenant: 'acme', thing: 't1' } as unknown, stop = never } = {},
) {
  const said: string[] = [];
  const seen: object[] = [];
  const handler: JobHandler<Ids> = {
    async run(job) {
      seen.push({ attempt: job.attempt, isLast: job.isLast });
      return typeof outcome === 'function' ? outcome() : outcome;
    },
    abandon: async (_tenant, ids) => void said.push(`abandon ${ids.thing}`),
  };
  const jobs = {
    done: async () => void said.push('done'),
    retry: async (_queue: unknown, _job: unknown, afterMs: number) => void said.push(`retry ${afterMs}`),
    putOff: async (_queue: unknown, _job: unknown, forMs: number) => void said.push(`put off ${forMs}`),
    giveUp: async (_queue: unknown, _job: unknown, reason: string) => void said.push(`give up ${reason}`),
    release: async () => void said.push('release'),
  };
  const log = { info() {}, warn() {}, error: () => void said.push('error') };
  const job = { id: 'j1', claim, tries: { ...noTries, ...tries }, data, order: undefined };
  const dueInMs = await perform({ jobs, log, random: () => 0.5 }, queue, handler, job, stop);
  return { said, seen, dueInMs };
}

it('is done with what is done', async () => {
  expect(await attempt(done)).toMatchObject({ said: ['done'], seen: [{ attempt: 1, isLast: false }] });
});

it('tries again after a pause, which is as long as was asked for', async () => {
  expect(await attempt(retry('no_answer'))).toMatchObject({ said: ['retry 1000'], dueInMs: 1000 });
  expect(await attempt(retry('no_answer', 5000))).toMatchObject({ said: ['retry 5000'], dueInMs: 5000 });
});

it('gives up after its last try, and tells whoever shows its state', async () => {
  const { said, seen, dueInMs } = await attempt(retry('no_answer'), { tries: { failed: 2 } });
  expect(said).toEqual(['abandon t1', 'give up no_answer']);
  expect([seen, dueInMs]).toEqual([[{ attempt: 3, isLast: true }], undefined]);
});

it('gives up where the handler says so, which then knows it already', async () => {
  expect((await attempt(giveUp('refused'))).said).toEqual(['give up refused']);
});

it('gives up what has ended a process again and again, and tells whoever shows its state', async () => {
  const { said, seen } = await attempt(done, { claim: 22 });
  expect([said, seen]).toEqual([['abandon t1', 'give up process_died'], []]);
  expect((await attempt(done, { claim: 21 })).said).toEqual(['done']);
});

it('puts off what a budget holds back: no try is spent, and nobody is told', async () => {
  const last = { tries: { failed: 2 }, claim: 3 };
  expect(await attempt(putOff(20_000), last)).toMatchObject({ said: ['put off 20000'], dueInMs: 20_000 });
  expect((await attempt(putOff(1), last)).said).toEqual(['put off 1000']);
  expect((await attempt(putOff(3_600_000), last)).said).toEqual(['put off 60000']);
});

it('finds out in the end that a budget is never free', async () => {
  expect((await attempt(putOff(20_000), { tries: { putOff: 999 }, claim: 1000 })).said).toEqual(['put off 20000']);
  const tries = { putOff: 1000 };
  expect((await attempt(putOff(20_000), { tries, claim: 1001 })).said).toEqual(['retry 20000']);
  expect((await attempt(putOff(20_000), { tries: { ...tries, failed: 2 }, claim: 1003 })).said).toEqual([
    ...['abandon t1', 'give up no_answer'],
  ]);
});

it('gives up what nobody can read, and asks nobody', async () => {
  for (const data of [{ tenant: 'acme', other: 't1' }, { tenant: 'no tenant!', thing: 't1' }, 'text'])
    expect(await attempt(done, { data })).toMatchObject({ said: ['give up unreadable'], seen: [] });
});

it('lets go of what the end of this process called off, whichever try it was', async () => {
  for (const failed of [0, 2])
    expect((await attempt(retry('no_answer'), { tries: { failed }, stop: AbortSignal.abort() })).said).toEqual([
      'release',
    ]);
});

it('tries again what threw, and says that it is a bug', async () => {
  const { said } = await attempt(() => Promise.reject(new Error('secret words')));
  expect(said).toEqual(['error', 'retry 1000']);
});
