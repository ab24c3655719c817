import { type Clock, iso } from '../clock.ts';
import { SSO_INCIDENT } from '../trouble.ts';
import { invoice, payer, subscription } from './billing.ts';
import { customer } from './customer.ts';
import { paid } from './paid.ts';
import { account, type Sample, sampleIds } from './sample.ts';

/** Customers who are found in the end, by a road with a bend in it. */
export const identitySamples = (clock: Clock): readonly Sample[] => [
  customer(4, clock, {
    key: 'shared_mailbox',
    story: 'A mailbox shared by a whole service desk, not a person',
    link: 'email',
    person: { firstName: 'Kestrel Works', lastName: 'Service Desk', email: 'support@kestrelworks.example' },
    company: { name: 'Kestrel Works', domain: 'kestrelworks.example', tier: 'business', owner: 'Priya Nair' },
    payer: payer(4, clock, {
      name: 'Kestrel Works',
      subscriptions: [subscription(4, clock, { planCode: 'business', seats: 75, currency: 'gbp' })],
      invoices: [invoice(4, clock, { total: 90_000, currency: 'gbp' })],
    }),
    usage: { active: [58, 71], seenMinutesAgo: 1, errors: [2, 'SsoRedirectLoop'] },
    ticket: {
      subject: 'Several of us cannot sign in',
      message: 'At least five colleagues cannot sign in with SSO this morning.',
      tags: ['sso'],
      priority: 'urgent',
    },
    plan: {
      name: 'Business',
      code: 'business',
      seats: 75,
      term: { code: 'renews_month', at: iso(clock.day(18)) },
      worth: { amount: '900.00', currency: 'GBP' },
      others: 0,
    },
    payment: paid('900.00', 'GBP', clock.day(-12), clock.day(18)),
    incidents: [SSO_INCIDENT],
    known: ['SAML sign-in loops after a key change'],
  }),
  mergedRecord(clock),
  parentAndChild(clock),
];

function mergedRecord(clock: Clock): Sample {
  const ids = sampleIds(7);
  const sample = customer(7, clock, {
    key: 'merged_record',
    story: 'The helpdesk still holds the id of a company record that was merged into another',
    link: 'organization_external_id',
    person: {
      firstName: 'Elodie',
      lastName: 'Byrne',
      email: 'elodie.byrne@haldenbyrne.example',
      jobTitle: 'Support lead',
      city: 'Lyon',
    },
    company: {
      name: 'Halden & Byrne',
      domain: 'haldenbyrne.example',
      tier: 'pro',
      owner: 'Marta Oliveira',
      formerIds: [ids.account(9)],
    },
    payer: payer(7, clock, {
      name: 'Halden & Byrne',
      subscriptions: [subscription(7, clock, { planCode: 'pro', seats: 18 })],
      invoices: [invoice(7, clock, { total: 14_400 })],
    }),
    usage: { active: [15, 18], seenMinutesAgo: 64 },
    ticket: { subject: 'Our old name is on the reports', message: 'We merged last year.', tags: ['reports'] },
    plan: {
      name: 'Pro',
      code: 'pro',
      seats: 18,
      term: { code: 'renews_month', at: iso(clock.day(18)) },
      worth: { amount: '144.00', currency: 'EUR' },
      others: 0,
    },
    payment: paid('144.00', 'EUR', clock.day(-12), clock.day(18)),
    known: ['Dashboards show the numbers of the day before until 09:00 UTC'],
  });
  const organizations = sample.bundle.organizations.map((o) => ({ ...o, externalId: ids.account(9) }));
  return { ...sample, bundle: { ...sample.bundle, organizations } };
}

function parentAndChild(clock: Clock): Sample {
  const ids = sampleIds(8);
  const parent = account(8, clock, {
    id: ids.account(2),
    name: 'Aurelia Group',
    domain: 'aurelia.example',
    tier: 'enterprise',
    owner: 'Priya Nair',
    telemetryId: ids.telemetry(2),
  });
  const sample = customer(8, clock, {
    key: 'parent_and_child',
    story: 'A subsidiary whose group pays for it',
    link: 'organization_external_id',
    person: {
      firstName: 'Chiara',
      lastName: 'Fontana',
      email: 'chiara.fontana@aurelia.example',
      jobTitle: 'IT manager',
      city: 'Turin',
      // The CRM calls the group primary; the ticket's organisation says which company this is about.
      accountIds: [ids.account(2), ids.account(1)],
      primaryAccountId: ids.account(2),
    },
    company: {
      name: 'Aurelia Foods',
      domain: 'foods.aurelia.example',
      tier: 'enterprise',
      owner: 'Priya Nair',
      parentId: parent.id,
    },
    payer: payer(8, clock, {
      name: 'Aurelia Group',
      subscriptions: [
        subscription(8, clock, {
          planCode: 'enterprise',
          interval: 'year',
          seats: 400,
          currency: 'chf',
          periodStartMs: clock.day(-100),
          periodEndMs: clock.day(265),
        }),
      ],
      invoices: [invoice(8, clock, { total: 6_720_000, currency: 'chf', createdAtMs: clock.day(-100) })],
    }),
    usage: { active: [96, 120], seenMinutesAgo: 12 },
    ticket: { subject: 'Add a cost centre', message: 'Invoices should name our cost centre.', tags: ['billing'] },
    plan: {
      name: 'Enterprise',
      code: 'enterprise',
      seats: 400,
      term: { code: 'renews_year', at: iso(clock.day(265)) },
      worth: { amount: '67200.00', currency: 'CHF' },
      others: 0,
    },
    payment: paid('67200.00', 'CHF', clock.day(-100), clock.day(265)),
    known: ['VAT number is missing on PDF invoices'],
  });
  return { ...sample, bundle: { ...sample.bundle, accounts: [...sample.bundle.accounts, parent] } };
}
