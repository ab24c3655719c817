import type { InvoiceRecord, SubscriptionRecord } from '@sidelight/shared/record/billing.ts';
import { expect, it } from 'vitest';
import { paymentStatus } from './payment-status.ts';

const now = '2026-11-23T10:00:00.000Z';
const yesterday = '2026-11-22T10:00:00.000Z';
const tomorrow = '2026-11-24T10:00:00.000Z';

const sub = (status: string, over: Partial<SubscriptionRecord> = {}): SubscriptionRecord => ({
  id: `sub_${status}`,
  status,
  planCode: 'pro',
  planName: 'Pro',
  interval: 'month',
  seats: 1,
  startedAt: '2025-01-01T00:00:00.000Z',
  renewsAt: null,
  endsAt: null,
  trialEndsAt: null,
  isEnding: false,
  isCollectionPaused: false,
  pauseBehavior: null,
  resumesAt: null,
  hasPaymentMethod: null,
  plans: ['Pro'],
  value: null,
  ...over,
});

const bill = (status: string | null, over: Partial<InvoiceRecord> = {}): InvoiceRecord => ({
  id: `in_${status}`,
  subscriptionId: null,
  status,
  uncollectibleBecause: null,
  isSent: false,
  isAttempted: false,
  attempt: 'none',
  dueAt: null,
  createdAt: '2026-11-01T00:00:00.000Z',
  total: { amount: '10.00', currency: 'USD' },
  remaining: { amount: status === 'paid' ? '0.00' : '10.00', currency: 'USD' },
  nextAttemptAt: null,
  url: null,
  ...over,
});

const failed = bill('open', { id: 'in_failed', isAttempted: true, attempt: 'failed' });
const late = bill('open', { id: 'in_late', dueAt: yesterday });
const sent = bill('open', { id: 'in_sent', dueAt: tomorrow });
const credited = bill('open', { isAttempted: true, attempt: 'failed', remaining: { amount: '0.00', currency: 'USD' } });
const lost = bill('uncollectible', { id: 'in_lost' });
const odd = bill('disputed', { id: 'in_odd' });
const notCollected = sub('active', { isCollectionPaused: true });

type Row = [name: string, subs: SubscriptionRecord[], bills: InvoiceRecord[], status: string, owed?: string[]];

it.each<Row>([
  // every subscription state by itself
  ['unpaid', [sub('unpaid')], [], 'suspended_for_nonpayment'],
  ['past due', [sub('past_due')], [], 'overdue'],
  ['active, nothing billed', [sub('active')], [], 'paid'],
  ['active, all paid', [sub('active')], [bill('paid'), bill('paid')], 'paid'],
  ['trialing', [sub('trialing')], [], 'trial'],
  ['trialing, with the vendor’s zero invoice', [sub('trialing')], [bill('paid')], 'trial'],
  ['paused', [sub('paused')], [], 'paused'],
  ['active, collection paused', [notCollected], [], 'paused'],
  ['incomplete', [sub('incomplete')], [], 'setup_failed'],
  // Never begun is not owed.
  ['incomplete, its first charge failed', [sub('incomplete')], [failed], 'setup_failed', []],
  ['incomplete and expired', [sub('incomplete_expired')], [], 'setup_failed'],
  ['canceled', [sub('canceled')], [], 'no_subscription'],
  ['none at all', [], [], 'no_subscription'],
  ['none, but one-off invoices paid', [], [bill('paid')], 'no_subscription'],
  ['a word of next year', [sub('grace_period')], [], 'grace_period'],

  // every invoice state beside an active subscription
  ['a charge failed', [sub('active')], [failed], 'overdue', ['in_failed']],
  ['a sent invoice is late', [sub('active')], [late], 'overdue', ['in_late']],
  ['a sent invoice is due tomorrow', [sub('active')], [sent], 'invoice_open', ['in_sent']],
  [
    'due tomorrow, and a card was tried',
    [sub('active')],
    [{ ...sent, isAttempted: true, attempt: 'failed' }],
    'invoice_open',
    ['in_sent'],
  ],
  ['a charge is still to come', [sub('active')], [bill('open')], 'invoice_open', ['in_open']],
  ['a late invoice was settled by credit', [sub('active')], [credited], 'paid', []],
  ['only uncollectible ones are left', [sub('active')], [lost, bill('paid')], 'written_off', ['in_lost']],
  ['an uncollectible one and an open one', [sub('active')], [lost, sent], 'invoice_open', ['in_sent']],
  ['void, draft and unnamed ones', [sub('active')], [bill('void'), bill('draft'), bill(null)], 'paid', []],
  ['a draft that is late', [sub('active')], [bill('draft', { dueAt: yesterday })], 'paid', []],
  ['an invoice state of next year', [sub('active')], [odd], 'disputed', ['in_odd']],
  ['a settled one in that state', [sub('active')], [{ ...odd, remaining: bill('paid').remaining }], 'paid', []],

  // the worst wins
  ['unpaid beats past due', [sub('past_due'), sub('unpaid')], [late], 'suspended_for_nonpayment', ['in_late']],
  ['unpaid beats active', [sub('active'), sub('unpaid')], [], 'suspended_for_nonpayment'],
  ['past due beats a word of next year', [sub('grace_period'), sub('past_due')], [], 'overdue'],
  ['late beats trial', [sub('trialing')], [late], 'overdue', ['in_late']],
  ['late beats paused', [notCollected], [late], 'overdue', ['in_late']],
  ['late beats written off, which is not asked for again', [sub('active')], [lost, late], 'overdue', ['in_late']],
  ['written off beats paused', [sub('paused')], [lost], 'written_off', ['in_lost']],
  ['a word of next year beats paused', [notCollected, sub('grace_period')], [], 'grace_period'],
  ['paused beats an open invoice', [sub('paused')], [sent], 'paused', ['in_sent']],
  ['an open invoice beats trial', [sub('trialing')], [sent], 'invoice_open', ['in_sent']],
  ['trial beats paid', [sub('active'), sub('trialing')], [], 'trial'],

  // what never began or is over does not colour what is live
  ['a failed first try beside a live one', [sub('active'), sub('incomplete')], [], 'paid'],
  ['an expired first try beside a live one', [sub('active'), sub('incomplete_expired')], [], 'paid'],
  ['a canceled one beside a live one', [sub('trialing'), sub('canceled')], [], 'trial'],
  ['canceled, still owing', [sub('canceled')], [late], 'overdue', ['in_late']],
  [
    'canceled, owing from before and trying again',
    [sub('canceled'), sub('incomplete')],
    [late],
    'overdue',
    ['in_late'],
  ],
  [
    'tried again since it expired',
    [sub('incomplete_expired'), sub('canceled', { startedAt: '2026-01-01T00:00:00.000Z' })],
    [],
    'no_subscription',
  ],

  // what is owed, oldest first
  [
    'several open ones',
    [sub('active')],
    [bill('open', { id: 'new', createdAt: '2026-11-02T00:00:00.000Z', isAttempted: true, attempt: 'failed' }), late],
    'overdue',
    ['in_late', 'new'],
  ],
])('%s', (_name, subs, bills, status, owed) => {
  const before = structuredClone([subs, bills]);
  const verdict = paymentStatus(subs, bills, Date.parse(now));
  expect(verdict.status).toBe(status);
  if (owed) expect(verdict.owed.map(({ id }) => id)).toEqual(owed);
  expect(paymentStatus(subs.toReversed(), bills.toReversed(), Date.parse(now)).status).toBe(status);
  expect([subs, bills]).toEqual(before);
});
