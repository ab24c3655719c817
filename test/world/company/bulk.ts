import { createBulkPayer } from './bulk-payer.ts';
import type { Account, Bundle, Contact } from './bundle.ts';
import type { Clock } from './clock.ts';
import { cities, firstNames, heads, jobTitles, lastNames, owners, questions, tails, trades } from './names.ts';
import { createRandom, hash } from './random.ts';

/** Where generated ids start. Every id holds its customer's number, so nothing needs an index. */
export const bulkIds = {
  ticket: 100_000,
  user: 20_000_000,
  organization: 30_000_000,
  account: 7_100_000_000,
  contact: 8_200_000_000,
} as const;

export interface BulkName {
  readonly company: string;
  readonly domain: string;
}

const combinations = heads.length * tails.length * trades.length;

/** The nth company's name. A step that shares no factor with the count visits every name once, out of order. */
export function bulkName(seed: string, n: number): BulkName {
  const at = (n * 7919 + (hash(seed) % combinations)) % combinations;
  const word = `${heads[at % heads.length]}${tails[Math.floor(at / heads.length) % tails.length]}`;
  const trade = trades[Math.floor(at / (heads.length * tails.length))] ?? trades[0];
  const round = Math.floor(n / combinations);
  const suffix = round === 0 ? '' : `-${round + 1}`;
  return {
    company: `${word} ${trade}${round === 0 ? '' : ` ${round + 1}`}`,
    domain: `${word}-${trade}${suffix}.example`.toLowerCase(),
  };
}

/** The nth generated customer, whole. A pure function: asked twice, it gives the same. */
export function bulkCustomer(seed: string, n: number, clock: Clock): Bundle {
  const random = createRandom(`${seed}:${n}`);
  const { company, domain } = bulkName(seed, n);
  const first = random.pick(firstNames);
  const last = random.pick(lastNames);
  const email = `${first}.${last}@${domain}`.toLowerCase();
  const createdAtMs = clock.day(-random.int(60, 1800));
  const tier = random.weighted([
    ['enterprise', 1],
    ['business', 3],
    ['pro', 5],
    ['starter', 4],
    ['free', 2],
  ]);
  const link = random.weighted([
    ['organization', 8],
    ['requester', 1],
    ['email', 1],
  ]);
  const payer = createBulkPayer({ n, tier, email, name: company, createdAtMs }, random, clock);
  const accountId = String(bulkIds.account + n);
  const contactId = String(bulkIds.contact + n);
  const account: Account = {
    id: accountId,
    name: company,
    domain,
    tier,
    owner: tier === 'free' ? null : random.pick(owners),
    // One in ten is only found in the billing system by e-mail.
    billingId: random.next() < 0.9 ? payer.id : null,
    telemetryId: `acct_${n}`,
    parentId: null,
    formerIds: [],
    createdAtMs,
    updatedAtMs: clock.day(-random.int(1, 50)),
  };
  const contact: Contact = {
    id: contactId,
    firstName: first,
    lastName: last,
    email,
    jobTitle: random.pick(jobTitles),
    city: random.pick(cities),
    accountIds: [accountId],
    primaryAccountId: accountId,
    createdAtMs,
    updatedAtMs: account.updatedAtMs,
  };
  const active30d = random.int(1, 240);
  const active7d = random.int(0, active30d);
  const errors24h = random.weighted([
    [0, 6],
    [2, 2],
    [14, 1],
  ]);
  const [subject, message, tag] = random.pick(questions);
  const openedMs = clock.minutesAgo(random.int(5, 4000));
  const hasOrganization = link === 'organization';
  return {
    accounts: [account],
    contacts: [contact],
    users: [
      {
        id: bulkIds.user + n,
        name: `${first} ${last}`,
        email,
        role: 'end-user',
        customRoleId: null,
        locale: 'en-US',
        externalId: link === 'email' ? null : contactId,
        organizationId: hasOrganization ? bulkIds.organization + n : null,
        createdAtMs,
      },
    ],
    organizations: hasOrganization
      ? [{ id: bulkIds.organization + n, name: company, externalId: accountId, domains: [domain], createdAtMs }]
      : [],
    payers: [payer],
    usage: [
      {
        account: `acct_${n}`,
        active7d,
        active30d,
        lastSeenAtMs: clock.minutesAgo(random.int(1, 6000)),
        trend: Array.from({ length: 8 }, () => random.int(0, active7d)),
        errors24h,
        topError: errors24h === 0 ? null : random.pick(['ExportTimeout', 'SsoRedirectLoop', 'UploadTooLarge']),
        lastErrorAtMs: errors24h === 0 ? null : clock.minutesAgo(random.int(1, 1400)),
      },
    ],
    tickets: [
      {
        id: bulkIds.ticket + n,
        subject,
        message,
        requesterId: bulkIds.user + n,
        organizationId: hasOrganization ? bulkIds.organization + n : null,
        assigneeId: null,
        status: random.pick(['new', 'open', 'pending']),
        priority: random.pick(['low', 'normal', 'high']),
        tags: [tag],
        createdAtMs: openedMs,
        updatedAtMs: openedMs,
      },
    ],
  };
}
