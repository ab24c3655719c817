import { type Clock, iso } from '../clock.ts';
import { HTML_ISSUE } from '../trouble.ts';
import { invoice, payer, subscription } from './billing.ts';
import { customer } from './customer.ts';
import { paid } from './paid.ts';
import type { Sample } from './sample.ts';

const LONG_COMPANY =
  'The Worshipful Company of Spectacle Makers, Opticians and Allied Trades of the Northern and Western Counties, ' +
  'incorporating the Guild of Lens Grinders (Established 1629) and its Charitable Foundations, Limited by Guarantee';

/** Text that breaks a careless screen: other directions, markup, great length. */
export const hostileSamples = (clock: Clock): readonly Sample[] => [
  customer(18, clock, {
    key: 'right_to_left',
    story: 'A right-to-left name with an emoji, and HTML in the company name',
    link: 'organization_external_id',
    person: {
      firstName: 'נועה',
      lastName: 'בן־דוד 🌻',
      email: 'noa@sunflower.example',
      jobTitle: 'מנהלת תפעול',
      city: 'חיפה',
    },
    company: {
      name: '<img src=x onerror=alert(1)> & Sons',
      domain: 'sunflower.example',
      tier: 'pro',
      owner: '<b>Priya</b> Nair',
    },
    payer: payer(18, clock, {
      name: '<img src=x onerror=alert(1)> & Sons',
      subscriptions: [subscription(18, clock, { planCode: 'pro', seats: 14, currency: 'usd' })],
      invoices: [invoice(18, clock, { total: 11_200, currency: 'usd' })],
    }),
    usage: { active: [12, 14], seenMinutesAgo: 9, errors: [4, '<script>alert(2)</script>'] },
    ticket: {
      subject: 'התצוגה המקדימה נשברת 🙈',
      message: 'העמודה <b>מחיר</b> שוברת את התצוגה המקדימה.',
      tags: ['imports'],
    },
    plan: {
      name: 'Pro',
      code: 'pro',
      seats: 14,
      term: { code: 'renews_month', at: iso(clock.day(18)) },
      worth: { amount: '112.00', currency: 'USD' },
      others: 0,
    },
    payment: paid('112.00', 'USD', clock.day(-12), clock.day(18)),
    known: [HTML_ISSUE],
  }),
  customer(19, clock, {
    key: 'very_long_values',
    story: 'Names and titles far longer than the card',
    link: 'organization_external_id',
    person: {
      firstName: 'Maximiliana-Theodora Alexandrina Wilhelmina',
      lastName: 'von Hohenstein-Lichtenberg zu Falkenburg und Drachenfels',
      email: 'maximiliana-theodora.von-hohenstein-lichtenberg.procurement-and-facilities@spectaclemakers.example',
      jobTitle: 'Deputy Assistant Vice President of Cross-Functional Procurement, Facilities and Workplace Experience',
      city: 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch',
    },
    company: {
      name: LONG_COMPANY,
      domain: 'spectaclemakers.example',
      tier: 'enterprise',
      owner: 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Hubert Blaine',
    },
    payer: payer(19, clock, {
      name: LONG_COMPANY,
      subscriptions: [
        subscription(19, clock, { planCode: 'enterprise', seats: 123_456, currency: 'usd', unitAmount: 99_999 }),
      ],
      invoices: [invoice(19, clock, { total: 12_345_476_544, currency: 'usd' })],
    }),
    usage: {
      active: [118_204, 123_456],
      seenMinutesAgo: 1,
      errors: [98_765, 'WorkspaceSynchronisationConflictWhileReconcilingSharedExportTemplatesError'],
    },
    ticket: { subject: `Question: ${'very '.repeat(60)}long`, message: 'Please read the subject.', tags: ['accounts'] },
    plan: {
      name: 'Enterprise',
      code: 'enterprise',
      seats: 123_456,
      term: { code: 'renews_month', at: iso(clock.day(18)) },
      worth: { amount: '123454765.44', currency: 'USD' },
      others: 0,
    },
    payment: paid('123454765.44', 'USD', clock.day(-12), clock.day(18)),
  }),
];
