import { expect, it } from 'vitest';
import { z } from 'zod';
import { UpstreamError } from '../../connectors/upstream-error.ts';
import { requireTenant } from '../../tenants/tenant-id.ts';
import type { ReadPlan } from '../blueprint.ts';
import { createSharedCache } from './cache.ts';
import { createReader } from './reader.ts';

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
    cache: createSharedCache(100_000).scoped('test'),
    lastKnown: { keep() {}, find: async () => ({ answer: { record, source }, readAtMs: 30_000 }) },
    connection: () => ({
      connector: { id: 'vendor', reads: { thing: () => Promise.reject(new UpstreamError('timeout')) }, derived: {} },
      // Only `run` is called: no breaker and no hold is wanted here.
      policy: {
        run: (_read: string, task: (s: AbortSignal) => Promise<unknown>) => task(new AbortController().signal),
      } as never,
    }),
    recordOf: () => z.strictObject({ size: z.number(), colour: z.string().default('blue') }),
    ...{ now: () => 60_000, random: () => 0.5, onAnswered() {} },
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
