import { bill, openBill, seconds, sub } from './stripe-account.ts';
import type { Row } from './stripe-bill-rows.ts';

const tomorrow = seconds('2026-11-29T12:00:00Z');
const inJanuary = seconds('2027-01-01T00:00:00Z');
const begun = { livemode: true, customer: sub().customer };
const schedule = { id: 'sub_sched_1', ...begun, status: 'not_started', phases: [{ start_date: inJanuary }] };
const trial = sub({ status: 'trialing', trial_end: tomorrow, default_payment_method: null });
const paused = (behavior: string) => sub({ pause_collection: { behavior, resumes_at: inJanuary } });
const neverTried = { attempted: false, status: 'uncollectible' };
const customer = (over: object) => ({ id: sub().customer, livemode: true, name: null, created: 1, ...over });
const noCard = customer({ default_source: null, invoice_settings: { default_payment_method: null } });

/** States of a subscription and of a schedule. */
export const subscriptionRows: Row[] = [
  [
    'collection paused, drafts kept',
    { subscriptions: [paused('keep_as_draft')], invoices: [openBill({ status: 'draft' })] },
    'paused',
    { nextAt: '2027-01-01T00:00:00.000Z', due: [] },
  ],
  [
    'collection paused, invoices made void',
    { subscriptions: [paused('void')], invoices: [openBill({ status: 'void' })] },
    'paused',
    { due: [] },
  ],
  [
    'collection paused, invoices uncollectible by wish',
    { subscriptions: [paused('mark_uncollectible')], invoices: [openBill(neverTried)] },
    'paused',
    { due: [] },
  ],
  [
    'the same of an invoice that names no subscription',
    { subscriptions: [paused('mark_uncollectible')], invoices: [openBill({ ...neverTried, parent: undefined })] },
    'paused',
  ],
  [
    'written off before it was paused',
    { subscriptions: [paused('mark_uncollectible')], invoices: [openBill({ status: 'uncollectible' })] },
    'written_off',
  ],
  ['paused without service', { subscriptions: [sub({ status: 'paused' })] }, 'paused'],
  [
    'on trial, with a card of its own',
    { subscriptions: [{ ...trial, default_payment_method: 'pm_1' }], customer: noCard },
    'trial',
  ],
  [
    'on trial, with the customer’s card',
    { subscriptions: [trial], customer: customer({ invoice_settings: { default_payment_method: 'pm_2' } }) },
    'trial',
  ],
  [
    'on trial without anything to charge',
    { subscriptions: [trial], customer: noCard },
    'trial_no_card',
    { nextAt: '2026-11-29T12:00:00.000Z' },
  ],
  [
    'on trial, to be paid by invoice',
    { subscriptions: [{ ...trial, collection_method: 'send_invoice' }], customer: noCard },
    'trial',
  ],
  [
    'a schedule that has not begun',
    { schedules: [schedule] },
    'starts_later',
    { nextAt: '2027-01-01T00:00:00.000Z', due: [] },
  ],
  [
    'a schedule beside what ended',
    { subscriptions: [sub({ status: 'canceled' })], schedules: [schedule] },
    'starts_later',
  ],
  ['a schedule that was called off', { schedules: [{ ...schedule, status: 'canceled' }] }, 'no_subscription'],
  ['a checkout that expired', { subscriptions: [sub({ status: 'incomplete_expired' })] }, 'setup_failed'],
  [
    'to be cancelled on a day',
    { subscriptions: [sub({ cancel_at: tomorrow })], invoices: [bill()] },
    'paid',
    { isEnding: true, nextAt: null },
  ],
  [
    'several, one past due',
    { subscriptions: [sub(), sub({ id: 'sub_2', status: 'past_due' })], invoices: [bill()] },
    'overdue',
  ],
  [
    'unpaid: suspended',
    { subscriptions: [sub({ status: 'unpaid' })], invoices: [openBill()] },
    'suspended_for_nonpayment',
  ],
];
