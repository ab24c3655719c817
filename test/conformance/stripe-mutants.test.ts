import * as sent from '@sidelight/api/connectors/stripe/fixtures.ts';
import { isUpstreamError } from '@sidelight/api/connectors/upstream-error.ts';
import { InvoicesRecord, PaymentRecord, SubscriptionsRecord } from '@sidelight/shared/record/billing.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRandom, type Random } from '../world/company/random.ts';
import { openBill, paidBy, readAccount, serveAccount, sub } from './stripe-account.ts';
import { startUpstream, type Upstream } from './upstream.ts';

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.stop());

/** Each is asked three times. */
const MUTANTS = 100;
/** What JSON can hold and no vendor should send; `undefined` takes the member away. */
const values = [
  ...[undefined, null, true, 0, -1, 0.5, 1e300, 8.64e12 + 1, 2 ** 53 + 2],
  ...['', 'x', '9'.repeat(5000), '-0.00000000001', '2026-13-45', [], {}, [null], { id: null }],
];

/** Every place in an object, as steps. */
function placesOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  return [[...path], ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...path, key]))];
}

function changed(value: unknown, [step, ...rest]: readonly string[], to: unknown): unknown {
  if (step === undefined) return to;
  if (typeof value !== 'object' || value === null) return value;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  Reflect.set(copy, step, changed(Reflect.get(value, step), rest, to));
  return copy;
}

const oneOf = <T>(from: readonly T[], random: Random): T | undefined => from[random.int(0, from.length - 1)];

function mutant<T extends object>(thing: T, random: Random): T {
  const places = placesOf(thing).slice(1);
  let made: unknown = thing;
  for (let n = random.int(1, 3); n > 0; n -= 1)
    made = changed(made, oneOf(places, random) ?? [], oneOf(values, random));
  // Only members were changed: it is still an object, and of what is in it nothing is believed.
  return made as T;
}

it(`${MUTANTS} customers that no document describes end in a record or an UpstreamError`, async () => {
  const random = createRandom('stripe-mutants');
  const outcomes = { record: 0, refused: 0 };
  for (let n = 0; n < MUTANTS; n += 1) {
    const trial = sub({ status: 'trialing', default_payment_method: null, trial_end: 1_800_000_000 });
    serveAccount(upstream, {
      subscriptions: [mutant(sub({ id: 'sub_two' }), random), mutant(trial, random)],
      invoices: [mutant(openBill(paidBy('pi_1')), random), openBill({ id: 'in_two' })],
      customer: mutant(sent.customer, random),
      products: { [sent.product.id]: mutant(sent.product, random) },
      schedules: [
        mutant({ id: 'x', customer: sent.customer.id, status: 'not_started', phases: [{ start_date: 9 }] }, random),
      ],
      intents: { pi_1: random.pick(['processing', 'pondering', 'requires_action']) },
    });
    const reader = await readAccount(upstream);
    try {
      SubscriptionsRecord.parse((await reader.ask('subscriptions'))?.record);
      InvoicesRecord.parse((await reader.ask('invoices'))?.record);
      PaymentRecord.parse((await reader.payment()).record);
      outcomes.record += 1;
    } catch (error) {
      if (!isUpstreamError(error)) throw error;
      outcomes.refused += 1;
    } finally {
      await reader.close();
    }
  }
  expect(outcomes.record).toBeGreaterThan(15);
  expect(outcomes.refused).toBeGreaterThan(15);
});
