import { type Clock, iso } from '../clock.ts';
import { invoice, payer, subscription } from './billing.ts';
import { customer } from './customer.ts';
import { paid } from './paid.ts';
import type { Sample } from './sample.ts';

/** Accounts whose billing customer has to be found by e-mail. */
export const billingIdentitySamples = (clock: Clock): readonly Sample[] => [
  customer(25, clock, {
    key: 'billing_by_email',
    story: 'The CRM holds no billing id; one billing customer has the e-mail address',
    link: 'email',
    person: {
      firstName: 'Kwame',
      lastName: 'Asante',
      email: 'kwame@goldcoast.example',
      jobTitle: 'Workspace owner',
      city: 'Accra',
    },
    company: { name: 'Goldcoast Cocoa', domain: 'goldcoast.example', tier: 'starter', billingId: null },
    payer: payer(25, clock, {
      name: 'Goldcoast Cocoa',
      subscriptions: [subscription(25, clock, { planCode: 'starter', seats: 9, currency: 'usd' })],
      invoices: [invoice(25, clock, { total: 3_600, currency: 'usd' })],
    }),
    usage: { active: [7, 9], seenMinutesAgo: 36 },
    ticket: {
      subject: 'The Android app signs us out',
      message: 'After each update we sign in anew.',
      tags: ['mobile'],
    },
    plan: {
      name: 'Starter',
      code: 'starter',
      seats: 9,
      term: { code: 'renews_month', at: iso(clock.day(18)) },
      worth: { amount: '36.00', currency: 'USD' },
      others: 0,
    },
    payment: paid('36.00', 'USD', clock.day(-12), clock.day(18)),
    known: ['Android app asks to sign in again after each update'],
  }),
  billingAmbiguous(clock),
];

function billingAmbiguous(clock: Clock): Sample {
  const sample = customer(24, clock, {
    key: 'billing_ambiguous',
    story: 'The CRM holds no billing id, and two billing customers share the e-mail address',
    link: 'organization_external_id',
    person: {
      firstName: 'Rosalind',
      lastName: 'Achterberg',
      email: 'rosalind@tidewater.example',
      jobTitle: 'Finance lead',
      city: 'Amsterdam',
    },
    company: {
      name: 'Tidewater Rowing',
      domain: 'tidewater.example',
      tier: 'pro',
      owner: 'Ingrid Solberg',
      billingId: null,
    },
    payer: payer(24, clock, {
      name: 'Tidewater Rowing Club',
      subscriptions: [subscription(24, clock, { planCode: 'pro', seats: 30 })],
      invoices: [invoice(24, clock, { total: 24_000 })],
    }),
    usage: { active: [19, 28], seenMinutesAgo: 55 },
    ticket: { subject: 'Which card do you charge?', message: 'We see two charges.', tags: ['billing'] },
    plan: 'identity_ambiguous',
    payment: 'identity_ambiguous',
    known: ['VAT number is missing on PDF invoices'],
  });
  const second = payer(24, clock, {
    k: 2,
    name: 'Tidewater Boats BV',
    email: 'rosalind@tidewater.example',
    subscriptions: [subscription(24, clock, { k: 2, planCode: 'starter', seats: 2, status: 'past_due' })],
  });
  return {
    ...sample,
    bundle: { ...sample.bundle, payers: [...sample.bundle.payers, second] },
  };
}
