import type { Bundle } from '../bundle.ts';
import type { Clock } from '../clock.ts';
import type { Truth } from '../truth.ts';
import { invoice, payer, subscription } from './billing.ts';
import { account, contact, emptyBundle, requester, type Sample, sampleIds, ticket, usage } from './sample.ts';

/** Tickets where nobody can be named without a person deciding, or at all. */
export const unclearSamples = (clock: Clock): readonly Sample[] => [
  twoAccounts(clock),
  plusAddress(clock),
  domainOnly(clock),
  freeMail(clock),
  stranger(clock),
  noEmail(clock),
  noRequester(clock),
];

const unknown = (why: 'identity_ambiguous' | 'nobody' | 'no_email' | 'no_requester') => ({
  account: null,
  contact: null,
  plan: why,
  payment: why,
  usage: why,
  incidents: [],
  known: [],
});

function sampleOf(n: number, key: string, story: string, bundle: Partial<Bundle>, truth: Truth): Sample {
  return { ticketId: sampleIds(n).ticket, key, story, bundle: { ...emptyBundle, ...bundle }, truth };
}

function twoAccounts(clock: Clock): Sample {
  const ids = sampleIds(3);
  const gmbh = account(3, clock, {
    name: 'Brightside GmbH',
    domain: 'brightside.example',
    tier: 'pro',
    owner: 'Marta Oliveira',
  });
  const labs = account(3, clock, {
    id: ids.account(2),
    name: 'Brightside Labs',
    domain: 'labs.brightside.example',
    tier: 'free',
    billingId: ids.payer(2),
    telemetryId: ids.telemetry(2),
    createdAtMs: clock.day(-190),
  });
  const email = 'ops@brightside.example';
  return sampleOf(
    3,
    'two_accounts',
    'One e-mail address, two companies: an agent has to pick',
    {
      accounts: [gmbh, labs],
      // The CRM calls one of them primary. That is a hint, never a decision.
      contacts: [
        contact(3, clock, {
          firstName: 'Brightside',
          lastName: 'Operations',
          email,
          jobTitle: 'Operations',
          city: 'Berlin',
          accountIds: [gmbh.id, labs.id],
        }),
      ],
      users: [requester(3, clock, { name: 'Brightside Operations', email, city: 'Berlin' })],
      payers: [
        payer(3, clock, {
          name: gmbh.name,
          subscriptions: [subscription(3, clock, { planCode: 'pro', seats: 45 })],
          invoices: [invoice(3, clock, { total: 36_000 })],
        }),
        payer(3, clock, { k: 2, name: labs.name }),
      ],
      usage: [
        usage(3, clock, { active: [40, 44], seenMinutesAgo: 5 }).record,
        usage(3, clock, { active: [2, 3], seenMinutesAgo: 700, k: 2 }).record,
      ],
      tickets: [
        ticket(3, clock, {
          subject: 'Move a workspace to our other company',
          message: 'Please move the workspace “Prototypes” to our other company.',
          tags: ['accounts'],
        }),
      ],
    },
    {
      ...unknown('identity_ambiguous'),
      customer: { state: 'ambiguous', evidence: 'email', candidates: [gmbh.id, labs.id] },
      requester: { name: 'Brightside Operations', email },
      contact: { role: 'Operations', city: 'Berlin' },
    },
  );
}

function plusAddress(clock: Clock): Sample {
  const company = account(5, clock, {
    name: 'Fjordmark Shipping',
    domain: 'fjordmark.example',
    tier: 'business',
    owner: 'Ingrid Solberg',
  });
  const email = 'lena.fischer+invoices@fjordmark.example';
  return sampleOf(
    5,
    'plus_address',
    'Writes from name+invoices@…, the CRM knows name@…',
    {
      accounts: [company],
      contacts: [
        contact(5, clock, {
          firstName: 'Lena',
          lastName: 'Fischer',
          email: 'lena.fischer@fjordmark.example',
          jobTitle: 'Billing admin',
          city: 'Hamburg',
        }),
      ],
      users: [requester(5, clock, { name: 'Lena Fischer', email, city: 'Hamburg' })],
      payers: [
        payer(5, clock, {
          name: company.name,
          subscriptions: [subscription(5, clock, { planCode: 'business', seats: 33 })],
          invoices: [invoice(5, clock, { total: 39_600 })],
        }),
      ],
      usage: [usage(5, clock, { active: [29, 33], seenMinutesAgo: 90 }).record],
      tickets: [
        ticket(5, clock, {
          subject: 'Invoice copy',
          message: 'Please send the last invoice again.',
          tags: ['billing'],
        }),
      ],
    },
    {
      ...unknown('identity_ambiguous'),
      customer: { state: 'suggested', evidence: 'email_without_tag', candidates: [company.id] },
      requester: { name: 'Lena Fischer', email },
      known: ['VAT number is missing on PDF invoices'],
    },
  );
}

function domainOnly(clock: Clock): Sample {
  const company = account(17, clock, {
    name: 'Lumen & Loom',
    domain: 'lumenloom.example',
    tier: 'starter',
    owner: 'Sean Gallagher',
  });
  const email = 'new.colleague@lumenloom.example';
  return sampleOf(
    17,
    'domain_only',
    'A new colleague: only the mail domain says which company this may be',
    {
      accounts: [company],
      users: [requester(17, clock, { name: 'Beatriz Calado', email })],
      payers: [
        payer(17, clock, {
          name: company.name,
          subscriptions: [subscription(17, clock, { planCode: 'starter', seats: 7 })],
        }),
      ],
      usage: [usage(17, clock, { active: [5, 7], seenMinutesAgo: 240 }).record],
      tickets: [
        ticket(17, clock, { subject: 'I need an account', message: 'I started on Monday.', tags: ['accounts'] }),
      ],
    },
    {
      ...unknown('identity_ambiguous'),
      customer: { state: 'suggested', evidence: 'domain', candidates: [company.id] },
      requester: { name: 'Beatriz Calado', email },
    },
  );
}

function freeMail(clock: Clock): Sample {
  // A real provider's domain, because the map lists real ones. The address itself is nobody's.
  const email = 'sidelight.sample.person@gmail.com';
  return sampleOf(
    6,
    'free_mail',
    'A free-mail address nobody knows, and a badly kept CRM record that claims its domain',
    {
      accounts: [
        account(6, clock, {
          name: 'Gmail imports (do not use)',
          domain: 'gmail.com',
          tier: 'enterprise',
          billingId: null,
          telemetryId: null,
        }),
      ],
      users: [requester(6, clock, { name: 'Mika Lehtonen', email })],
      tickets: [
        ticket(6, clock, { subject: 'Is there a student discount?', message: 'I study in Turku.', tags: ['sales'] }),
      ],
    },
    {
      ...unknown('nobody'),
      customer: { state: 'nobody', evidence: null, candidates: [] },
      requester: { name: 'Mika Lehtonen', email },
    },
  );
}

function stranger(clock: Clock): Sample {
  const email = 'g.oduya@unlisted.example';
  return sampleOf(
    15,
    'nobody',
    'Somebody no system has heard of',
    {
      users: [requester(15, clock, { name: 'Grace Oduya', email })],
      tickets: [
        ticket(15, clock, { subject: 'Press question', message: 'I write for a trade paper.', tags: ['press'] }),
      ],
    },
    {
      ...unknown('nobody'),
      customer: { state: 'nobody', evidence: null, candidates: [] },
      requester: { name: 'Grace Oduya', email },
    },
  );
}

function noEmail(clock: Clock): Sample {
  return sampleOf(
    16,
    'no_email',
    'Called by phone: the requester has no e-mail address',
    {
      users: [requester(16, clock, { name: 'Caller +44 20 7946 0018', email: null })],
      tickets: [
        ticket(16, clock, {
          subject: 'Phone call',
          message: 'Asked about exports, will call again.',
          tags: ['exports'],
        }),
      ],
    },
    {
      ...unknown('no_email'),
      customer: { state: 'no_email', evidence: null, candidates: [] },
      requester: { name: 'Caller +44 20 7946 0018', email: null },
      incidents: ['Exports time out on large workspaces'],
      known: ['Exports above 50,000 rows stop half way'],
    },
  );
}

function noRequester(clock: Clock): Sample {
  return sampleOf(
    21,
    'no_requester',
    'A ticket without a requester yet',
    {
      tickets: [
        ticket(21, clock, { subject: 'Follow up on the export incident', message: 'Draft.', requesterId: null }),
      ],
    },
    {
      ...unknown('no_requester'),
      customer: { state: 'no_requester', evidence: null, candidates: [] },
      requester: null,
    },
  );
}
