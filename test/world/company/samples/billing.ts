import type { Clock } from '../clock.ts';
import type { Invoice, Payer, Subscription } from '../payer.ts';
import { planOf } from '../plans.ts';
import { sampleIds } from './sample.ts';

/** A monthly, active, paid subscription unless told otherwise. */
export function subscription(
  n: number,
  clock: Clock,
  rest: Partial<Subscription> & { planCode: string; k?: number },
): Subscription {
  const { k, ...over } = rest;
  const interval = over.interval ?? 'month';
  return {
    id: sampleIds(n).subscription(k),
    status: 'active',
    interval,
    seats: 10,
    unitAmount: planOf(over.planCode).monthly * (interval === 'year' ? 10 : 1),
    currency: 'eur',
    collection: 'charge_automatically',
    startedAtMs: clock.day(-500),
    periodStartMs: clock.day(-12),
    periodEndMs: clock.day(18),
    trialEndMs: null,
    isEndingWithPeriod: false,
    endedAtMs: null,
    isCollectionPaused: false,
    ...over,
  };
}

/** A paid invoice of the current period unless told otherwise. */
export function invoice(n: number, clock: Clock, rest: Partial<Invoice> & { total: number; k?: number }): Invoice {
  const { k, ...over } = rest;
  const status = over.status ?? 'paid';
  return {
    id: sampleIds(n).invoice(k),
    subscriptionId: sampleIds(n).subscription(),
    status,
    remaining: status === 'paid' ? 0 : over.total,
    currency: 'eur',
    isAttempted: true,
    createdAtMs: clock.day(-12),
    dueAtMs: null,
    nextAttemptMs: null,
    ...over,
  };
}

export function payer(n: number, clock: Clock, rest: Partial<Payer> & { k?: number }): Payer {
  const { k, ...over } = rest;
  return {
    id: sampleIds(n).payer(k),
    name: null,
    email: null,
    isLive: true,
    shape: 'current',
    createdAtMs: clock.day(-505),
    subscriptions: [],
    invoices: [],
    ...over,
  };
}
