import { type Clock, iso } from '../clock.ts';
import { invoice, payer, subscription } from './billing.ts';
import { customer } from './customer.ts';
import type { Sample } from './sample.ts';

/** Customers with an invoice that nobody expects to be paid any more. */
export const lostSamples = (clock: Clock): readonly Sample[] => [
  customer(27, clock, {
    key: 'written_off',
    story: 'Pays again, but an old invoice was written off and is still owed',
    link: 'requester_external_id',
    person: {
      firstName: 'Ottoline',
      lastName: 'Marchetti',
      email: 'ottoline@marchetti.example',
      jobTitle: 'Workspace owner',
      city: 'Milan',
    },
    company: { name: 'Marchetti Optics', domain: 'marchetti.example', tier: 'starter', owner: 'Marta Oliveira' },
    payer: payer(27, clock, {
      name: 'Marchetti Optics',
      subscriptions: [subscription(27, clock, { planCode: 'starter', seats: 3 })],
      invoices: [
        invoice(27, clock, { k: 1, total: 1_200 }),
        invoice(27, clock, { k: 2, total: 4_800, status: 'uncollectible', createdAtMs: clock.day(-160) }),
      ],
    }),
    usage: { active: [2, 3], seenMinutesAgo: 1_500 },
    ticket: {
      subject: 'Add our VAT number',
      message: 'Our VAT number is missing on the PDF of the last invoice.',
      tags: ['billing', 'accounts'],
    },
    plan: {
      name: 'Starter',
      code: 'starter',
      seats: 3,
      term: { code: 'renews_month', at: iso(clock.day(18)) },
      worth: { amount: '12.00', currency: 'EUR' },
      others: 0,
    },
    payment: {
      status: 'written_off',
      since: iso(clock.day(-160)),
      due: [{ amount: '48.00', currency: 'EUR' }],
      lastInvoice: { total: { amount: '12.00', currency: 'EUR' }, at: iso(clock.day(-12)) },
      nextAt: null,
    },
    known: ['VAT number is missing on PDF invoices'],
  }),
];
