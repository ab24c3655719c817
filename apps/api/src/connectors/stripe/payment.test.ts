import { InvoicesRecord, PaymentRecord, SubscriptionsRecord } from '@sidelight/shared/record/billing.ts';
import { expect, it } from 'vitest';
import { invoice, soldWith, subscription } from './fixtures.ts';
import { normaliseInvoice, normaliseSubscriptions } from './normalise.ts';
import { paymentOf } from './payment.ts';
import { WireInvoice, WireSubscription } from './wire.ts';

const nowMs = Date.parse('2026-11-23T10:00:00Z');
const at = (iso: string) => Date.parse(iso) / 1000;
const pay = (over: object, ...bills: object[]) => {
  const sold = normaliseSubscriptions([WireSubscription.parse({ ...subscription, ...over })], soldWith());
  const invoices = bills.map((bill, i) => normaliseInvoice(WireInvoice.parse({ ...invoice, id: `in_${i}`, ...bill })));
  const payment = paymentOf(sold, { invoices }, nowMs);
  return { ...PaymentRecord.parse(payment.record), because: payment.because?.id };
};
const open = { status: 'open', amount_remaining: 42000 };

it('paid: the last invoice, and the day it renews', () => {
  expect(pay({}, {})).toEqual({
    status: 'paid',
    since: null,
    isEnding: false,
    due: [],
    lastInvoice: { total: { amount: '4200.00', currency: 'EUR' }, at: '2026-11-01T09:00:00.000Z' },
    nextAt: '2027-03-14T09:00:00.000Z',
    because: undefined,
  });
});

it('overdue: since the oldest was due, what is owed by currency, and the next try', () => {
  const payment = pay(
    { status: 'past_due' },
    { ...open, currency: 'jpy', next_payment_attempt: at('2026-11-25T00:00:00Z') },
    { ...open, due_date: at('2026-11-11T00:00:00Z') },
    { ...open, currency: 'jpy', created: at('2026-11-12T00:00:00Z') },
  );
  expect(payment).toMatchObject({
    status: 'overdue',
    since: '2026-11-01T09:00:00.000Z',
    due: [
      { amount: '84000', currency: 'JPY' },
      { amount: '420.00', currency: 'EUR' },
    ],
    nextAt: '2026-11-25T00:00:00.000Z',
    because: 'in_0',
  });
});

it('an open invoice: the day it is due, and no "since"', () => {
  expect(pay({}, { ...open, due_date: at('2026-12-01T00:00:00Z') })).toMatchObject({
    status: 'invoice_open',
    since: null,
    nextAt: '2026-12-01T00:00:00.000Z',
  });
});

it('on trial: the day it ends, unless it ends for good', () => {
  const trial = { status: 'trialing', trial_end: at('2026-11-29T00:00:00Z') };
  expect(pay(trial)).toMatchObject({ status: 'trial', nextAt: '2026-11-29T00:00:00.000Z', lastInvoice: null });
  expect(pay({ ...trial, cancel_at_period_end: true })).toMatchObject({ isEnding: true, nextAt: null });
});

it('ending: nothing comes next', () => {
  expect(pay({ cancel_at_period_end: true })).toMatchObject({ status: 'paid', isEnding: true, nextAt: null });
});

it('drafts and void ones are nobody’s last invoice', () => {
  expect(pay({}, { status: 'draft' }, { status: 'void' }, { status: null }, {}).lastInvoice).not.toBeNull();
  expect(pay({}, { status: 'draft' }, { status: 'void' }, { status: null }).lastInvoice).toBeNull();
});

it('an answer that was stored before 0.4.0 is still one', () => {
  const { record } = paymentOf(
    SubscriptionsRecord.parse({ main: null, others: 0, all: [] }),
    InvoicesRecord.parse({ invoices: [stored] }),
    nowMs,
  );
  expect(record).toMatchObject({ status: 'overdue', due: [{ amount: '10.00', currency: 'USD' }] });
});

const stored = {
  ...{ id: 'in_old', status: 'open', isAttempted: true, dueAt: null, createdAt: '2026-10-01T00:00:00.000Z' },
  ...{ total: { amount: '10.00', currency: 'USD' }, remaining: { amount: '10.00', currency: 'USD' } },
  ...{ nextAttemptAt: null, url: null },
};
