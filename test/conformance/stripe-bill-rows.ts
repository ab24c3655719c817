import { type Account, bill, openBill, paidBy, seconds, sub } from './stripe-account.ts';

export type Row = [name: string, account: Account, status: string, more?: object];

const tomorrow = seconds('2026-11-29T12:00:00Z');
const yesterday = seconds('2026-11-27T12:00:00Z');
const pastDue = sub({ status: 'past_due' });
const intent = (status: string) => ({ intents: { pi_1: status } });

/** States of a payment attempt and of an invoice. `isOld`: in the shapes before 2025-03-31. */
export function billRows(isOld: boolean): Row[] {
  /** The invoice's payment, as each generation shows it. */
  const by = (status: string) => (isOld ? { payment_intent: { id: 'pi_1', status } } : paidBy('pi_1'));
  const of = (id: string) =>
    isOld ? { parent: undefined, subscription: id } : { parent: { subscription_details: { subscription: id } } };
  return [
    // a payment attempt
    [
      'a bank debit under way',
      { subscriptions: [sub()], invoices: [openBill(by('processing'))], ...intent('processing') },
      'payment_processing',
      { since: null, due: [{ amount: '4200.00', currency: 'EUR' }] },
    ],
    [
      'one under way of which only the invoice tells',
      { subscriptions: [sub()], invoices: [openBill()] },
      'payment_processing',
      { since: null },
    ],
    [
      'a debit tried again after it failed',
      { subscriptions: [pastDue], invoices: [openBill(by('processing'))], ...intent('processing') },
      'payment_processing',
    ],
    [
      'a sent invoice past its day whose payment is under way',
      {
        subscriptions: [sub()],
        invoices: [openBill({ ...by('processing'), collection_method: 'send_invoice', due_date: yesterday })],
        ...intent('processing'),
      },
      'payment_processing',
    ],
    // A mandate shows by what becomes of the debit it allows: Stripe says no more of one on an invoice.
    [
      'a mandate that waits for the customer (micro-deposits to confirm)',
      { subscriptions: [sub()], invoices: [openBill(by('requires_action'))], ...intent('requires_action') },
      'needs_confirmation',
    ],
    [
      'a debit refused because its mandate was revoked',
      {
        subscriptions: [pastDue],
        invoices: [openBill(by('requires_payment_method'))],
        ...intent('requires_payment_method'),
      },
      'overdue',
    ],
    [
      '3-D Secure left open',
      { subscriptions: [pastDue], invoices: [openBill(by('requires_action'))], ...intent('requires_action') },
      'needs_confirmation',
    ],
    [
      '3-D Secure left open at the first payment',
      {
        subscriptions: [sub({ status: 'incomplete' })],
        invoices: [openBill(by('requires_action'))],
        ...intent('requires_action'),
      },
      'needs_confirmation',
      { due: [] },
    ],
    [
      'the first payment failed',
      {
        subscriptions: [sub({ status: 'incomplete' })],
        invoices: [openBill(by('requires_payment_method'))],
        ...intent('requires_payment_method'),
      },
      'setup_failed',
      { due: [] },
    ],
    [
      'a first try that failed beside what is paid',
      {
        subscriptions: [sub(), sub({ id: 'sub_2', status: 'incomplete' })],
        invoices: [openBill({ ...by('requires_payment_method'), ...of('sub_2') }), bill({ id: 'in_2' })],
        ...intent('requires_payment_method'),
      },
      'paid',
      { due: [] },
    ],
    [
      'a card was declined, and is tried again',
      {
        subscriptions: [pastDue],
        invoices: [openBill({ ...by('requires_payment_method'), next_payment_attempt: tomorrow })],
        ...intent('requires_payment_method'),
      },
      'overdue',
      { nextAt: '2026-11-29T12:00:00.000Z' },
    ],
    [
      'a card was declined for the last time',
      {
        subscriptions: [pastDue],
        invoices: [openBill(by('requires_payment_method'))],
        ...intent('requires_payment_method'),
      },
      'overdue',
      { nextAt: null, since: '2026-11-25T09:00:00.000Z' },
    ],
    [
      'a one-off charge that failed beside a subscription that is paid',
      {
        subscriptions: [sub()],
        invoices: [openBill({ ...by('requires_payment_method'), parent: null })],
        ...intent('requires_payment_method'),
      },
      'overdue',
    ],
    [
      'not tried yet',
      {
        subscriptions: [sub()],
        invoices: [openBill({ attempted: false, ...by('requires_payment_method') })],
        ...intent('requires_payment_method'),
      },
      'invoice_open',
    ],
    [
      'an attempt in a state of next year',
      { subscriptions: [sub()], invoices: [openBill(by('pondering'))], ...intent('pondering') },
      'payment_processing',
    ],
    [
      'an attempt of two months ago of which nobody knows the end',
      { subscriptions: [sub()], invoices: [openBill({ created: seconds('2026-09-25T09:00:00Z') })] },
      'overdue',
    ],
    // an invoice
    [
      'sent, due later',
      {
        subscriptions: [sub()],
        invoices: [openBill({ attempted: false, collection_method: 'send_invoice', due_date: tomorrow })],
      },
      'invoice_open',
      { nextAt: '2026-11-29T12:00:00.000Z' },
    ],
    [
      'sent, without a day',
      {
        subscriptions: [sub()],
        invoices: [openBill({ collection_method: 'send_invoice', due_date: null, ...by('requires_payment_method') })],
        ...intent('requires_payment_method'),
      },
      'invoice_open',
    ],
    [
      'a discount of 100 %',
      { subscriptions: [sub()], invoices: [bill({ total: 0, amount_due: 0, amount_paid: 0 })] },
      'paid',
      { lastInvoice: { total: { amount: '0.00', currency: 'EUR' }, at: '2026-11-01T09:00:00.000Z' } },
    ],
    [
      'paid from the customer’s balance',
      { subscriptions: [sub()], invoices: [bill({ amount_due: 0, amount_paid: 0, starting_balance: -420000 })] },
      'paid',
    ],
    [
      'settled by a credit note',
      {
        subscriptions: [sub()],
        invoices: [openBill({ amount_remaining: 0, pre_payment_credit_notes_amount: 420000 })],
      },
      'paid',
      { due: [] },
    ],
    [
      'a credit note for half of it',
      { subscriptions: [pastDue], invoices: [openBill({ amount_remaining: 210000 })] },
      'overdue',
      { due: [{ amount: '2100.00', currency: 'EUR' }] },
    ],
    ['void', { subscriptions: [sub()], invoices: [openBill({ status: 'void' })] }, 'paid'],
    [
      'written off after all tries',
      { subscriptions: [sub()], invoices: [openBill({ status: 'uncollectible' })] },
      'written_off',
    ],
  ];
}
