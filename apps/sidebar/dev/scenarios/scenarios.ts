import type { Customer } from '@sidelight/shared/context/customer.ts';
import type { CardFrame } from '@sidelight/shared/context/frame.ts';
import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import { frames, germanFrames } from './frames.ts';
import { done, type Line, open, snapshot, type Told } from './play.ts';
import { ago, code, date, exportsIssue, fallbackFor, inDays, issues, money, number, text } from './values.ts';

export interface Scenario {
  readonly story: string;
  readonly locale?: string;
  /** An answer other than a stream. */
  readonly refuse?: { readonly status: number; readonly code: string };
  lines(): readonly Line[];
}

type Tale = Readonly<Record<string, Told>>;

const requester = { id: '38801', name: 'Dana Whitfield', email: 'dana@northwind.example' };
const linked: Customer = {
  state: 'linked',
  requester,
  account: { id: '990017', name: 'Northwind Traders', url: 'https://crm.example/990017' },
  evidence: ['organization_external_id', 'email'],
  canReject: false,
};

const healthy = (): Tale => ({
  'customer.name': text('Dana Whitfield'),
  'account.name': text('Northwind Traders'),
  'account.tier': code('enterprise', 'Enterprise'),
  'customer.role': text('Billing admin'),
  'customer.city': text('London'),
  'account.owner': text('Priya Nair'),
  'plan.name': text('Enterprise'),
  'plan.entitlement': code('enterprise', 'Premium support, 1 h first reply'),
  'plan.seats': number(250),
  'plan.term': code('renews_year', 'Renews yearly', 'neutral', inDays(111)),
  'plan.worth': 'masked',
  'payment.status': code('paid', 'Paid', 'good'),
  'payment.due': 'absent',
  'payment.last_invoice': money('4200.00', 'EUR', ago(22 * 86_400_000)),
  'payment.next': date(inDays(8)),
  'issues.incidents': issues([], 1),
  'issues.known': issues([exportsIssue()], 3),
  'usage.active': number(182, { of: 250 }),
  'usage.trend': { kind: 'trend', points: [120, 128, 125, 140, 138, 152, 149, 182] },
  'usage.last_seen': date(ago(8 * 60_000)),
  'usage.errors': number(3, { note: 'ExportTimeout' }),
});

const WHEN: Readonly<Record<string, number>> = { identity: 90, plan: 230, payment: 180, issues: 120, usage: 60 };

/** Each card as one snapshot, in the order the systems answer. */
function stream(
  tale: Tale,
  customer: Customer = linked,
  cards: readonly CardFrame[] = frames,
  health: SystemHealth[] = [],
): Line[] {
  const blocked = customer.state === 'unverified' || customer.state === 'unresolved' ? ['Stripe', 'PostHog'] : [];
  const paint = (frame: CardFrame) => snapshot(frame, only(frame, tale), 1, 4_000, blocked);
  const painted = cards.map((frame) => ({ atMs: WHEN[frame.id] ?? 0, say: paint(frame) }));
  const lines: Line[] = [
    { atMs: 5, say: open(cards, health) },
    { atMs: 40, say: { type: 'customer', customer } },
    ...painted,
  ];
  return [...lines, { atMs: 300, say: done }];
}

const only = (frame: CardFrame, tale: Tale): Tale =>
  Object.fromEntries(Object.entries(tale).filter(([id]) => frame.fields.some((field) => field.id === id)));

const each = (prefixes: readonly string[], told: (id: string) => Told): Tale =>
  Object.fromEntries(
    Object.keys(healthy())
      .filter((id) => prefixes.some((prefix) => id.startsWith(prefix)))
      .map((id) => [id, told(id)]),
  );

const failed =
  (reason: Reason) =>
  (id: string): Told => ({ state: 'failed', reason, fallback: fallbackFor(id) });
const unlinked = (why: 'identity_ambiguous' | 'nobody' | 'no_email' | 'no_requester') => (): Told => ({
  state: 'unlinked',
  why,
});

const down: SystemHealth[] = [
  { system: 'billing', name: 'Billing', state: 'down', reason: 'timeout', since: ago(26 * 60_000) },
  { system: 'crm', name: 'CRM', state: 'ok', since: ago(9e6) },
];

const ACCOUNT = ['account.', 'customer.role', 'customer.city', 'plan.', 'payment.', 'usage.'];

/** Nothing about an account is known; what the ticket itself says still is. */
const without = (customer: Customer, why: Parameters<typeof unlinked>[0], name: string): Line[] =>
  stream({ ...healthy(), 'customer.name': text(name), ...each(ACCOUNT, unlinked(why)) }, customer);

/** A known value, but older, because the system does not answer now. */
const stale = (reason?: Reason): Tale =>
  Object.fromEntries(
    Object.entries(healthy())
      .filter(([id, told]) => /^(plan|payment)/.test(id) && typeof told === 'object' && 'kind' in told)
      .map(([id, told]) => [
        id,
        { state: 'stale', value: told, ...(reason && { reason, fallback: fallbackFor(id) }) } as Told,
      ]),
  );

/** The card's snapshots read long ago: `snapshot` ages a whole card. */
function aged(lines: readonly Line[], tale: Tale, readMsAgo: number): Line[] {
  const isAged = (id: string) => id === 'plan' || id === 'payment';
  return lines.map((line) => {
    const frame =
      typeof line.say === 'object' && 'type' in line.say && line.say.type === 'card' ? line.say.card.id : '';
    const of = frames.find(({ id }) => id === frame);
    return of && isAged(frame) ? { ...line, say: snapshot(of, only(of, tale), 1, readMsAgo) } : line;
  });
}

const candidates = [
  {
    accountId: '7711',
    name: 'Brightside GmbH',
    detail: 'Pro · brightside.example',
    evidence: ['email', 'organization_external_id'] as const,
    url: 'https://crm.example/7711',
  },
  {
    accountId: '7712',
    name: 'Brightside Labs',
    detail: 'Free · brightside-labs.example',
    evidence: ['email'] as const,
  },
].map(({ evidence, ...rest }) => ({ ...rest, evidence: [...evidence] }));

const ops = { id: '38801', name: 'ops@brightside.example', email: 'ops@brightside.example' };

export const scenarios: Readonly<Record<string, Scenario>> = {
  healthy: { story: 'everything answers', lines: () => stream(healthy()) },
  german: {
    story: 'in German',
    locale: 'de',
    lines: () => stream(healthy(), linked, germanFrames),
  },
  cached: {
    story: 'old values at once, fresh ones in the same stream',
    lines() {
      const tale = { ...healthy(), ...stale() };
      const at = (line: Line) => ({ ...line, atMs: 6 });
      return [...aged(stream(tale), tale, 240_000).slice(0, -1).map(at), ...fresh()];
    },
  },
  'billing-hangs': {
    story: 'billing is down: plan and payment say what to do',
    lines: () => stream({ ...healthy(), ...each(['plan.', 'payment.'], failed('timeout')) }, linked, frames, down),
  },
  'crm-locked-out': {
    story: 'the CRM refuses our sign-in',
    lines: () =>
      stream(
        { ...healthy(), ...each(ACCOUNT, failed('credential')) },
        { state: 'unresolved', requester, reason: 'credential' },
      ),
  },
  stale: {
    story: 'old values with a reason',
    lines() {
      const tale = { ...healthy(), ...stale('circuit_open') };
      return aged(stream(tale, linked, frames, down), tale, 26 * 60_000);
    },
  },
  ambiguous: {
    story: 'two accounts for one address',
    lines: () => without({ state: 'ambiguous', requester: ops, candidates }, 'identity_ambiguous', ops.name),
  },
  suggested: {
    story: 'only the domain fits',
    lines: () =>
      without(
        { state: 'suggested', requester: ops, candidates: [{ ...candidates[0]!, evidence: ['domain'] }] },
        'identity_ambiguous',
        ops.name,
      ),
  },
  picked: {
    story: 'an agent picked this account',
    lines: () => stream(healthy(), { ...linked, evidence: ['picked'], canReject: true }),
  },
  nobody: {
    story: 'the CRM knows nobody',
    lines: () => without({ state: 'nobody', requester }, 'nobody', 'Sam Ortega'),
  },
  'no-email': {
    story: 'a requester without an address',
    lines: () =>
      without(
        { state: 'no_email', requester: { id: '9', name: 'Caller 0049 30 1234' } },
        'no_email',
        'Caller 0049 30 1234',
      ),
  },
  'no-requester': {
    story: 'a ticket without a requester',
    lines: () =>
      stream({ ...healthy(), ...each(['customer.', ...ACCOUNT], unlinked('no_requester')) }, { state: 'no_requester' }),
  },
  unverified: {
    story: 'the helpdesk did not confirm whose ticket this is',
    lines: () =>
      stream(
        { ...each(['customer.', ...ACCOUNT, 'issues.'], failed('timeout')) },
        { state: 'unverified', reason: 'timeout' },
      ),
  },
  'past-due': {
    story: 'past due, several currencies, three decimals',
    lines: () =>
      stream({
        ...healthy(),
        'payment.status': code('overdue', 'Past due', 'bad', ago(12 * 86_400_000)),
        'payment.due': {
          kind: 'money',
          amount: '4200.125',
          currency: 'KWD',
          more: [{ amount: '98000', currency: 'JPY' }],
        },
        'plan.term': code('ends', 'Ends', 'warn', inDays(20)),
        'plan.worth': money('50400.00', 'EUR'),
        'issues.known': issues([], 2),
      }),
  },
  'unknown-code': {
    story: 'codes the map has no word for',
    lines: () =>
      stream({
        ...healthy(),
        'payment.status': {
          kind: 'code',
          code: 'past_limbo',
          label: 'past_limbo',
          tone: 'neutral',
          isConfirmed: false,
        },
        'plan.entitlement': { kind: 'code', code: 'plan_x9', label: 'plan_x9', tone: 'neutral', isConfirmed: false },
      }),
  },
  'many-issues': {
    story: 'three issues, one system of two not read',
    lines: () =>
      stream({
        ...healthy(),
        'issues.incidents': failed('rate_limited')('issues.incidents'),
        'issues.known': issues([
          exportsIssue(),
          {
            ...exportsIssue(),
            id: 'APP-2',
            title: 'Sign-in fails for SSO users in the EU',
            tone: 'bad',
            status: 'Major',
          },
          {
            id: 'APP-3',
            title: 'CSV has the wrong separator',
            tone: 'neutral',
            status: 'Open',
            matched: ['exports', 'csv'],
          },
        ]),
      }),
  },
  long: {
    story: 'long, right-to-left and hostile values',
    lines: () =>
      stream({
        ...healthy(),
        'customer.name': text('עדי בן־דוד 🦊 ‏وصال عبد الرحمن الطويل جدا'),
        'account.name': text(
          '<img src=x onerror=alert(1)> Donaudampfschifffahrtsgesellschaft Holding International GmbH & Co. KG',
        ),
        'customer.role': text('Senior Vice President of Workspace Administration and Procurement'),
        'customer.city': text('Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch'),
        'plan.name': text('Enterprise Unlimited Plus with Premier Success and Data Residency (EU, grandfathered 2019)'),
        'plan.seats': number(1_234_567_890),
        'payment.last_invoice': money('123456789012.34', 'EUR', ago(22 * 86_400_000)),
        'usage.errors': number(1_000_000, { note: 'a'.repeat(120) }),
        'issues.known': issues([{ ...exportsIssue(), title: `<script>alert(1)</script> ${'very '.repeat(30)}long` }]),
      }),
  },
  broken: {
    story: 'the connection breaks off half way, twice',
    lines: () => [...stream(healthy()).slice(0, 4), { atMs: 260, say: 'reset' }],
  },
  expired: { story: 'the session has ended', refuse: { status: 401, code: 'session_expired' }, lines: () => [] },
  garbled: {
    story: 'one line does not fit the contract',
    lines: () => [
      ...stream(healthy()).slice(0, 6),
      { atMs: 240, say: { raw: '{"type":"card","card":' } },
      { atMs: 300, say: done },
    ],
  },
  unsaved: {
    story: 'the requester was changed on screen and not saved',
    lines: () => stream(healthy(), { ...linked, requester: { ...requester, id: '777' } }),
  },
  slow: { story: 'nothing has come yet', lines: () => [{ atMs: 2400, say: done }] },
};

function fresh(): Line[] {
  const later = stream(healthy()).filter(({ say }) => typeof say === 'object' && 'type' in say && say.type !== 'open');
  return later.map((line) => {
    const { say } = line;
    const isCard = typeof say === 'object' && 'type' in say && say.type === 'card';
    return { atMs: line.atMs + 60, say: isCard ? { type: 'card', card: { ...say.card, version: 2 } } : say };
  });
}
