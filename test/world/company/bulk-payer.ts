import type { Clock } from './clock.ts';
import { DAY_MS } from './clock.ts';
import type { Invoice, Payer, Subscription } from './payer.ts';
import { planOf } from './plans.ts';
import { letters, type Random } from './random.ts';

interface Who {
  readonly n: number;
  readonly tier: string;
  readonly email: string;
  readonly name: string;
  readonly createdAtMs: number;
}

/** The customer's number is written into every billing id, so that the id alone finds them. */
const numbered = (prefix: string, n: number, tail: string): string =>
  `${prefix}B${n.toString(36).padStart(5, '0')}${tail}`;

/** The number in a generated customer's, subscription's or invoice's id; undefined when it is not one. */
export function bulkPayerNumber(id: string): number | undefined {
  const digits = /^(?:cus|sub|in)_B([0-9a-z]{5})\w+$/.exec(id)?.[1];
  return digits === undefined ? undefined : Number.parseInt(digits, 36);
}

/** How one generated customer pays: mostly well, sometimes not. */
export function createBulkPayer(who: Who, random: Random, clock: Clock): Payer {
  const story = random.weighted([
    ['paid', 82],
    ['overdue', 6],
    ['trial', 4],
    ['invoice_open', 4],
    ['unpaid', 1],
    ['paused', 1],
    ['none', 2],
  ]);
  const interval = random.pick(['month', 'year']);
  const lengthDays = interval === 'year' ? 365 : 30;
  const startDay = -random.int(1, lengthDays - 1);
  const seats = random.int(1, 120);
  const currency = random.pick(['eur', 'usd', 'gbp', 'sek', 'chf']);
  const unitAmount = planOf(who.tier).monthly * (interval === 'year' ? 10 : 1);
  const key = letters(random, 14);
  const statusOf: Record<string, string> = { overdue: 'past_due', trial: 'trialing', unpaid: 'unpaid' };
  const subscription: Subscription = {
    id: numbered('sub_', who.n, key),
    status: statusOf[story] ?? 'active',
    planCode: who.tier,
    interval,
    seats,
    unitAmount,
    currency,
    collection: story === 'invoice_open' ? 'send_invoice' : 'charge_automatically',
    startedAtMs: who.createdAtMs,
    periodStartMs: clock.day(startDay),
    periodEndMs: clock.day(startDay + lengthDays),
    trialEndMs: story === 'trial' ? clock.day(startDay + lengthDays) : null,
    isEndingWithPeriod: random.next() < 0.04,
    endedAtMs: null,
    isCollectionPaused: story === 'paused',
  };
  const isOpen = story === 'overdue' || story === 'unpaid' || story === 'invoice_open';
  const total = unitAmount * seats;
  const invoice: Invoice = {
    id: numbered('in_', who.n, key),
    subscriptionId: subscription.id,
    status: isOpen ? 'open' : 'paid',
    total,
    remaining: isOpen ? total : 0,
    currency,
    isAttempted: story !== 'invoice_open',
    createdAtMs: subscription.periodStartMs,
    dueAtMs: story === 'invoice_open' ? clock.day(14) : null,
    nextAttemptMs: story === 'overdue' ? clock.nowMs + 2 * DAY_MS : null,
  };
  return {
    id: numbered('cus_', who.n, letters(random, 8)),
    name: who.name,
    email: who.email,
    isLive: true,
    shape: 'current',
    createdAtMs: who.createdAtMs,
    subscriptions: story === 'none' ? [] : [subscription],
    invoices: story === 'none' || story === 'trial' ? [] : [invoice],
  };
}
