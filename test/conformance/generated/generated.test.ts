import type { Answer } from '@sidelight/api/connectors/port.ts';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { openBench } from '../bench.ts';
import { startUpstream, type Upstream } from '../upstream.ts';
import { vendorCases } from '../vendors/all.ts';
import { stripe } from '../vendors/stripe.ts';
import { askMany, fixtureOf, MANY } from './ask-many.ts';
import { mutate } from './mutate.ts';
import { pinnedOf } from './pinned.ts';
import { planOf, showAll } from './show-all.ts';
import { answerTo, openDescriptions } from './vendor-answers.ts';

const folder = process.env.VENDOR_SPECS ?? '';
const vendors = Object.entries(vendorCases);

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.stop());

describe.each(vendors)('%s', (name, open) => {
  const reads = open().reads.map((read) => [`${read.read} by ${read.subject.by}`, read] as const);

  it.each(reads)(
    '%s: a good answer with odd places ends in a record or a refusal, and its fields in a state',
    async (_name, read) => {
      const { ended, found } = await askMany(open(), read, upstream, (call, random) =>
        mutate(fixtureOf(read, call), random),
      );
      // Neither all nor none: what is odd must be able to reach both ends.
      expect(ended.refused + ended.nobody).toBeGreaterThan(MANY / 25);
      expect(ended.record).toBeGreaterThan(read.isOfMany ? 0 : MANY / 20);
      const plan = await planOf(name, read.read);
      if (plan) await showAll(plan, found);
    },
    60_000,
  );

  if (folder === '') test.skip('answers from its own description: VENDOR_SPECS names no folder', () => {});
  else
    it.each(reads)(
      '%s: whatever its own description allows ends in a record or a refusal',
      async (_name, read) => {
        const documents = openDescriptions(folder, name);
        const { found } = await askMany(open(), read, upstream, (call, random) =>
          answerTo(documents, call, pinnedOf(fixtureOf(read, call)), random),
        );
        const plan = await planOf(name, read.read);
        if (plan) await showAll(plan, found);
      },
      60_000,
    );
});

it('stripe: what is derived stands on whatever its parts have answered', async () => {
  const vendor = stripe();
  const parts: Record<string, Answer[]> = {};
  for (const read of vendor.reads)
    parts[read.read] = (
      await askMany(vendor, read, upstream, (call, random) => mutate(fixtureOf(read, call), random))
    ).found;
  const { subscriptions = [], invoices = [] } = parts;
  const bench = openBench(vendor, vendor.reads[0]!, upstream);
  const { payment } = bench.connector.derived;
  const plan = await planOf('stripe', 'payment');
  expect(Math.min(subscriptions.length, invoices.length)).toBeGreaterThan(MANY / 20);
  const derived = subscriptions.map((sold, i) =>
    payment!.derive(
      { subscriptions: sold, invoices: invoices[i % invoices.length]! },
      Date.parse('2026-11-24T12:00:00Z'),
    ),
  );
  await showAll(plan!, derived);
  await bench.close();
}, 60_000);
