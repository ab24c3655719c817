import type { AccountRecord } from '@sidelight/shared/record/crm.ts';
import type { TicketRecord } from '@sidelight/shared/record/helpdesk.ts';
import { afterEach, beforeEach, describe, expect, expectTypeOf, it, vi } from 'vitest';
import { z } from 'zod';
import { UpstreamError } from '../../connectors/upstream-error.ts';
import { requireTenant } from '../../tenants/tenant-id.ts';
import type { ReadPlan } from '../blueprint.ts';
import { type Desk, openDesk } from '../fixtures/desk.ts';
import { after, answerOf, deskAnswers, failure, nobody, silence } from '../fixtures/desk-answers.ts';
import { planOf } from '../fixtures/desk-blueprint.ts';
import { createSharedCache } from './cache.ts';
import type { KnownReads } from './known-reads.ts';
import type { ReadState } from './read-state.ts';
import { createReader, type Reader } from './reader.ts';

const acme = requireTenant('acme');
const source = { type: 'thing', id: '1' };
// The reader looks at no more of a read.
const plan = {
  ...{ id: 'crm.thing', name: 'thing', connector: 'vendor', about: 'account', fields: [] },
  budget: { timeoutMs: 500, retries: 0, staleIfErrorMs: 60_000 },
} as unknown as ReadPlan;

/** A read whose vendor does not answer, and of which `record` was kept half a minute ago. */
async function readOver(record: unknown) {
  const reader = createReader({
    cache: createSharedCache(100_000, () => 0).scoped('test'),
    lastKnown: { keep() {}, drop() {}, find: async () => ({ answer: { record, source }, readAtMs: 30_000 }) },
    connection: () => ({
      connector: { id: 'vendor', reads: { thing: () => Promise.reject(new UpstreamError('timeout')) }, derived: {} },
      // Only `run` is called: no breaker and no hold is wanted here.
      policy: {
        run: (_read: string, task: (s: AbortSignal) => Promise<unknown>) => task(new AbortController().signal),
      } as never,
    }),
    recordOf: () => z.strictObject({ size: z.number(), colour: z.string().default('blue') }),
    ...{ now: () => 60_000, steadyNow: () => 60_000, random: () => 0.5, onAnswered() {} },
    onBug: (error) => {
      throw error;
    },
  });
  return reader.read(acme, plan, { by: 'id', value: '1' }, AbortSignal.timeout(1000));
}

it('shows what was kept, when the vendor cannot be asked', async () => {
  const state = await readOver({ size: 3, colour: 'red' });
  expect(state).toMatchObject({ kind: 'stale', reason: 'timeout', known: { answer: { record: { colour: 'red' } } } });
});

it('brings an older record into today’s shape', async () => {
  expect(await readOver({ size: 3 })).toMatchObject({ known: { answer: { record: { size: 3, colour: 'blue' } } } });
});

it.each([[{ size: 'three' }], [{ size: 3, weight: 2 }], [null], ['text']])(
  'was never kept what fits no more: %j',
  async (record) => {
    expect(await readOver(record)).toEqual({ kind: 'failed', reason: 'timeout' });
  },
);

it('answers each read with the record of that read', () => {
  const read = <Id extends string>(reader: Reader, plan: ReadPlan<Id>) =>
    reader.read(acme, plan, { by: 'id', value: '1' }, AbortSignal.timeout(1));
  type Answered<Id extends string> = Awaited<ReturnType<typeof read<Id>>>;
  expectTypeOf<Answered<KnownReads['account']['id']>>().toEqualTypeOf<ReadState<AccountRecord>>();
  expectTypeOf<Answered<KnownReads['ticket']['id']>>().toEqualTypeOf<ReadState<TicketRecord>>();
  expectTypeOf<Answered<string>>().toEqualTypeOf<ReadState<unknown>>();
});

describe('over a whole desk', () => {
  const { signal } = new AbortController();
  let desk: Desk;
  beforeEach(() => {
    vi.useFakeTimers();
    desk = openDesk();
  });
  afterEach(() => void vi.useRealTimers());

  const account = planOf('crm.account');
  const a1 = { by: 'id', value: 'a1' } as const;
  const read = (own = signal) => desk.deps.reader.read(acme, account, a1, own);
  const peek = () => desk.deps.reader.peek(acme, account, a1);
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

  it('asks once however many wait, and goes on while anybody does', async () => {
    desk.answer('crm.account', after(100, deskAnswers['crm.account']!));
    const leaving = new AbortController();
    const both = Promise.all([read(leaving.signal), read()]);
    await pass(50);
    leaving.abort();
    await pass(100);
    expect(await both).toMatchObject([{ kind: 'failed', reason: 'cancelled' }, { kind: 'fresh' }]);
    expect(desk.asked).toHaveLength(1);
  });

  it('remembers an answer as fresh, then as old, then not at all', async () => {
    const { freshMs, staleWhileRevalidateMs } = account.budget;
    await read();
    expect(peek()).toMatchObject({ kind: 'fresh', isCached: true });
    await pass(freshMs + 1);
    expect(peek()).toMatchObject({ kind: 'stale' });
    await pass(staleWhileRevalidateMs);
    expect(peek()).toBeUndefined();
  });

  it('believes "nobody" for a while, and never as an old answer', async () => {
    desk.answer('crm.account', nobody);
    expect(await read()).toMatchObject({ kind: 'nobody' });
    expect(peek()).toMatchObject({ kind: 'nobody' });
    await pass(account.budget.nobodyMs + 1);
    expect(peek()).toBeUndefined();
    desk.answer('crm.account', failure('timeout'));
    expect(await read()).toEqual({ kind: 'failed', reason: 'timeout' });
  });

  it('falls back to the last good answer, with why; not where the agent has moved on', async () => {
    await read();
    desk.answer('crm.account', failure('credential'));
    expect(await read()).toMatchObject({
      kind: 'stale',
      reason: 'credential',
      known: { answer: { source: { id: 'a1' } } },
    });
    const gone = new AbortController();
    gone.abort();
    expect(await read(gone.signal)).toEqual({ kind: 'failed', reason: 'cancelled' });
  });

  it('keeps nothing of an answer that was under way when it was said to have changed', async () => {
    desk.answer('crm.account', after(100, deskAnswers['crm.account']!));
    const early = read();
    await pass(50);
    desk.deps.reader.forget(acme, account, a1);
    await pass(100);
    expect(await early).toMatchObject({ kind: 'fresh' });
    expect(peek()).toBeUndefined();
  });

  it('gives up at the time its budget has, and not before', async () => {
    desk.answer('crm.account', silence);
    let state: unknown;
    void read().then((found) => {
      state = found;
    });
    await pass(account.budget.timeoutMs - 1);
    expect(state).toBeUndefined();
    await pass(1);
    expect(state).toEqual({ kind: 'failed', reason: 'timeout' });
  });

  it('says that a vendor’s code has a bug, and shows a bad answer', async () => {
    const bug = new TypeError('of a connector');
    desk.answer('crm.account', () => Promise.reject(bug));
    expect(await read()).toEqual({ kind: 'failed', reason: 'bad_answer' });
    expect(desk.bugs).toEqual([bug]);
  });

  it('knows a merged record by the id that it has now, too', async () => {
    desk.answer('crm.account', async () => answerOf('a7', { id: 'a7', name: 'Merged', properties: {} }));
    await read();
    expect(desk.deps.reader.peek(acme, account, { by: 'id', value: 'a7' })).toMatchObject({ kind: 'fresh' });
  });
});
