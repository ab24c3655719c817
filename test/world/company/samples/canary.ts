import { type Clock, iso } from '../clock.ts';
import { EXPORTS_INCIDENT, EXPORTS_ISSUE } from '../trouble.ts';
import { invoice, payer, subscription } from './billing.ts';
import { customer } from './customer.ts';
import { paid } from './paid.ts';
import type { Sample } from './sample.ts';

/** The made-up customer of `map/health.yaml`: nothing about it ever changes, so whoever says otherwise is wrong. */
export const canarySamples = (clock: Clock): readonly Sample[] => [
  customer(27, clock, {
    key: 'canary',
    story: 'Nobody: the made-up customer that Sidelight reads each minute to see whether answers are still true',
    link: 'organization_external_id',
    person: {
      firstName: 'Canary',
      lastName: 'Probe',
      email: 'canary@sidelight-canary.example',
      jobTitle: 'Synthetic customer',
      city: 'Nowhere',
    },
    company: {
      name: 'Sidelight Canary',
      domain: 'sidelight-canary.example',
      tier: 'business',
      owner: 'Ingrid Solberg',
    },
    payer: payer(27, clock, {
      name: 'Sidelight Canary',
      subscriptions: [subscription(27, clock, { planCode: 'business', seats: 2 })],
      invoices: [invoice(27, clock, { total: 2_400 })],
    }),
    usage: { active: [1, 2], seenMinutesAgo: 30 },
    ticket: {
      subject: 'Sidelight canary: please leave open',
      message:
        'This ticket belongs to a made-up customer. Sidelight reads it to see whether every system tells the truth.',
      priority: 'low',
      // A known issue matches it, so that its loss is noticed.
      tags: ['exports'],
    },
    plan: {
      name: 'Business',
      code: 'business',
      seats: 2,
      term: { code: 'renews_month', at: iso(clock.day(18)) },
      worth: { amount: '24.00', currency: 'EUR' },
      others: 0,
    },
    payment: paid('24.00', 'EUR', clock.day(-12), clock.day(18)),
    incidents: [EXPORTS_INCIDENT],
    known: [EXPORTS_ISSUE],
  }),
];
