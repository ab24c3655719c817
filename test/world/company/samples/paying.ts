import { type Clock, iso } from '../clock.ts';
import { EXPORTS_INCIDENT, SSO_INCIDENT } from '../trouble.ts';
import { invoice, payer, subscription } from './billing.ts';
import { customer } from './customer.ts';
import { paid } from './paid.ts';
import { type Sample, sampleIds } from './sample.ts';

/** What the product's newest events say where somebody tries what is new. */
const APP = { version: '8.14.2', flags: ['new-editor', 'export-v2'] };

/** Customers whose identity is plain and whose bills are the story. */
export const payingSamples = (clock: Clock): readonly Sample[] => [
  customer(1, clock, {
    key: 'healthy_enterprise',
    story: 'A healthy enterprise customer whose exports time out',
    marks: ['vip'],
    care: 'vip',
    link: 'organization_external_id',
    person: {
      firstName: 'Dana',
      lastName: 'Whitfield',
      email: 'dana@northwind.example',
      jobTitle: 'Billing admin',
      city: 'London',
      marketing: { agreedAtMs: clock.day(-200), isMarketable: true },
    },
    marketing: 'agreed',
    company: { name: 'Northwind Traders', domain: 'northwind.example', tier: 'enterprise', owner: 'Priya Nair' },
    payer: payer(1, clock, {
      name: 'Northwind Traders',
      subscriptions: [
        subscription(1, clock, {
          planCode: 'enterprise',
          interval: 'year',
          seats: 250,
          periodStartMs: clock.day(-254),
          periodEndMs: clock.day(111),
        }),
      ],
      invoices: [
        invoice(1, clock, { k: 1, total: 420_000, createdAtMs: clock.day(-22) }),
        invoice(1, clock, { k: 2, total: 3_780_000, createdAtMs: clock.day(-254) }),
      ],
    }),
    usage: { active: [182, 250], seenMinutesAgo: 8, errors: [3, 'ExportTimeout'] },
    ticket: {
      subject: 'Exports from our main workspace keep timing out',
      message: 'Since this morning the CSV export of our main workspace stops after a minute. Can you help?',
      tags: ['exports'],
      dueAtMs: clock.minutesAgo(-42),
      priority: 'high',
    },
    plan: {
      name: 'Enterprise',
      code: 'enterprise',
      seats: 250,
      term: { code: 'renews_year', at: iso(clock.day(111)) },
      worth: { amount: '42000.00', currency: 'EUR' },
      others: 0,
    },
    payment: paid('4200.00', 'EUR', clock.day(-22), clock.day(111)),
    incidents: [EXPORTS_INCIDENT],
    known: ['Exports above 50,000 rows stop half way'],
  }),
  customer(2, clock, {
    key: 'past_due',
    story: 'A business customer whose invoice is 12 days past due',
    link: 'organization_external_id',
    person: {
      firstName: 'Tomás',
      lastName: 'Herrera',
      email: 'tomas.herrera@cerroalto.example',
      jobTitle: 'Finance lead',
      city: 'Valencia',
      marketing: { unsubscribedAtMs: clock.day(-27), isMarketable: true },
    },
    marketing: 'unsubscribed',
    company: { name: 'Cerro Alto Logistics', domain: 'cerroalto.example', tier: 'business', owner: 'Sean Gallagher' },
    payer: payer(2, clock, {
      name: 'Cerro Alto Logistics',
      subscriptions: [
        subscription(2, clock, {
          planCode: 'business',
          seats: 40,
          status: 'past_due',
          collection: 'send_invoice',
          periodStartMs: clock.day(-26),
          periodEndMs: clock.day(4),
        }),
      ],
      invoices: [
        invoice(2, clock, {
          k: 2,
          total: 48_000,
          status: 'open',
          isAttempted: false,
          createdAtMs: clock.day(-26),
          dueAtMs: clock.day(-12),
        }),
        invoice(2, clock, { k: 1, total: 48_000, createdAtMs: clock.day(-56) }),
      ],
    }),
    usage: { active: [31, 38], seenMinutesAgo: 44 },
    ticket: {
      subject: 'Why is there a red bar in our workspace?',
      message: 'A red bar says that our payment is late. We think we paid. Please check.',
      tags: ['billing'],
      dueAtMs: clock.minutesAgo(12),
    },
    plan: {
      name: 'Business',
      code: 'business',
      seats: 40,
      term: { code: 'renews_month', at: iso(clock.day(4)) },
      worth: { amount: '480.00', currency: 'EUR' },
      others: 0,
    },
    payment: {
      status: 'overdue',
      since: iso(clock.day(-12)),
      due: [{ amount: '480.00', currency: 'EUR' }],
      lastInvoice: { total: { amount: '480.00', currency: 'EUR' }, at: iso(clock.day(-26)) },
      nextAt: null,
    },
    known: ['VAT number is missing on PDF invoices'],
  }),
  customer(9, clock, {
    key: 'suspended',
    story: 'Two subscriptions, the larger one unpaid: suspended',
    marks: ['handle_with_care'],
    care: 'with_care',
    link: 'organization_external_id',
    person: {
      firstName: 'Ngozi',
      lastName: 'Balogun',
      email: 'ngozi.balogun@meridianfreight.example',
      jobTitle: 'Operations lead',
      city: 'Lagos',
      // Both: agreed once, and unsubscribed since.
      marketing: { agreedAtMs: clock.day(-400), unsubscribedAtMs: clock.day(-60) },
    },
    marketing: 'unsubscribed_after_all',
    company: { name: 'Meridian Freight', domain: 'meridianfreight.example', tier: 'business', owner: 'Dae-jung Kim' },
    payer: payer(9, clock, {
      name: 'Meridian Freight',
      subscriptions: [
        subscription(9, clock, {
          k: 1,
          planCode: 'business',
          seats: 60,
          currency: 'usd',
          status: 'unpaid',
          periodStartMs: clock.day(-28),
          periodEndMs: clock.day(2),
        }),
        subscription(9, clock, { k: 2, planCode: 'starter', seats: 5, currency: 'usd', startedAtMs: clock.day(-300) }),
      ],
      invoices: [
        invoice(9, clock, { k: 2, total: 2_000, currency: 'usd', subscriptionId: sampleIds(9).subscription(2) }),
        invoice(9, clock, { k: 1, total: 72_000, currency: 'usd', status: 'open', createdAtMs: clock.day(-28) }),
      ],
    }),
    usage: { active: [48, 57], seenMinutesAgo: 3, errors: [1, 'UploadTooLarge'], app: APP },
    ticket: {
      subject: 'Our main workspace is locked',
      message: 'Only the tracking add-on still works, the workspace itself is locked.',
      tags: ['accounts'],
    },
    plan: {
      name: 'Business',
      code: 'business',
      seats: 60,
      term: { code: 'on_hold', at: null },
      worth: { amount: '720.00', currency: 'USD' },
      others: 1,
      morePlans: ['Starter'],
    },
    payment: {
      status: 'suspended_for_nonpayment',
      since: iso(clock.day(-28)),
      due: [{ amount: '720.00', currency: 'USD' }],
      lastInvoice: { total: { amount: '20.00', currency: 'USD' }, at: iso(clock.day(-12)) },
      nextAt: null,
    },
  }),
  customer(10, clock, {
    key: 'trialing',
    story: 'On trial for six more days',
    link: 'requester_external_id',
    person: {
      firstName: 'Imogen',
      lastName: 'Sable',
      email: 'imogen@sableandfinch.example',
      jobTitle: 'Studio owner',
      city: 'Bristol',
      marketing: { isMarketable: false },
    },
    marketing: 'not_marketing',
    company: { name: 'Sable & Finch Studio', domain: 'sableandfinch.example', tier: 'pro', owner: 'Marta Oliveira' },
    payer: payer(10, clock, {
      name: 'Sable & Finch Studio',
      createdAtMs: clock.day(-8),
      subscriptions: [
        subscription(10, clock, {
          planCode: 'pro',
          seats: 4,
          currency: 'gbp',
          status: 'trialing',
          startedAtMs: clock.day(-8),
          periodStartMs: clock.day(-8),
          periodEndMs: clock.day(6),
          trialEndMs: clock.day(6),
        }),
      ],
    }),
    usage: { active: [3, 4], seenMinutesAgo: 130 },
    ticket: {
      subject: 'Can we sign in with our identity provider?',
      message: 'We tried SSO in the trial and cannot get past the sign-in page.',
      tags: ['sso', 'trial'],
    },
    plan: {
      name: 'Pro',
      code: 'pro',
      seats: 4,
      term: { code: 'trial_ends', at: iso(clock.day(6)) },
      worth: { amount: '32.00', currency: 'GBP' },
      others: 0,
    },
    payment: { status: 'trial', since: null, due: [], lastInvoice: null, nextAt: iso(clock.day(6)) },
    incidents: [SSO_INCIDENT],
    known: ['SAML sign-in loops after a key change'],
  }),
  customer(11, clock, {
    key: 'paused',
    story: 'Active, but collection is paused',
    link: 'organization_external_id',
    person: {
      firstName: 'Sunniva',
      lastName: 'Haug',
      email: 'sunniva.haug@oakhollow.example',
      jobTitle: 'Practice manager',
      city: 'Bergen',
    },
    company: { name: 'Oakhollow Clinics', domain: 'oakhollow.example', tier: 'business', owner: 'Ingrid Solberg' },
    payer: payer(11, clock, {
      name: 'Oakhollow Clinics',
      subscriptions: [
        subscription(11, clock, { planCode: 'business', seats: 22, currency: 'sek', isCollectionPaused: true }),
      ],
      invoices: [invoice(11, clock, { total: 26_400, currency: 'sek', createdAtMs: clock.day(-72) })],
    }),
    usage: { active: [0, 2], seenMinutesAgo: 12_960 },
    ticket: {
      subject: 'Start our plan again in January',
      message: 'We paused while we moved house and would like to start again in January.',
      tags: ['accounts'],
    },
    plan: {
      name: 'Business',
      code: 'business',
      seats: 22,
      term: { code: 'paused', at: null },
      worth: { amount: '264.00', currency: 'SEK' },
      others: 0,
    },
    payment: {
      status: 'paused',
      since: null,
      due: [],
      lastInvoice: { total: { amount: '264.00', currency: 'SEK' }, at: iso(clock.day(-72)) },
      nextAt: null,
    },
  }),
];
