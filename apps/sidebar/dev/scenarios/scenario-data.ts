import type { Candidate, Customer } from '@sidelight/shared/context/customer.ts';
import type { CardFrame } from '@sidelight/shared/context/frame.ts';
import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import { frames } from './frames.ts';
import { done, type Line, open, snapshot, type Told } from './play.ts';
import { ago, code, date, exportsIssue, fallbackFor, inDays, issues, money, number, text } from './values.ts';

export type ScenarioData = Readonly<Record<string, Told>>;

export const requester = { id: '38801', name: 'Dana Whitfield', email: 'dana@northwind.example' };
export const linked: Extract<Customer, { state: 'linked' }> = {
  state: 'linked',
  requester,
  account: { id: '990017', name: 'Northwind Traders', url: 'https://crm.example/990017' },
  evidence: ['organization_external_id', 'email'],
  canReject: false,
};

export const healthy = (): ScenarioData => ({
  'customer.name': text('Dana Whitfield'),
  'account.name': text('Northwind Traders'),
  'account.tier': code('enterprise', 'Enterprise'),
  'customer.role': text('Billing admin'),
  'customer.city': text('London'),
  'account.owner': text('Priya Nair'),
  'plan.name': text('Enterprise'),
  'plan.entitlement': code('enterprise', '1 h reply · Premium'),
  'plan.seats': number(250),
  'plan.term': code('renews_year', 'Renews yearly', 'neutral', inDays(111)),
  'payment.status': code('paid', 'Paid', 'good'),
  'payment.due': 'absent',
  'payment.last_invoice': money('4200.00', 'EUR', ago(22 * 86_400_000)),
  'payment.next': code('invoice', 'Invoice', 'neutral', inDays(8)),
  'issues.incidents': issues([], 1),
  'issues.known': issues([exportsIssue()], 3),
  'usage.active': number(182),
  'usage.active_month': number(250),
  'usage.trend': { kind: 'trend', points: [120, 128, 125, 140, 138, 152, 149, 182] },
  'usage.last_seen': date(ago(8 * 60_000)),
  'usage.errors': number(3, { note: 'ExportTimeout' }),
});

const WHEN: Readonly<Record<string, number>> = { identity: 90, plan: 230, payment: 180, issues: 120, usage: 60 };

/** Each card as one snapshot, in the order the systems answer. */
export function stream(
  data: ScenarioData,
  customer: Customer = linked,
  cards: readonly CardFrame[] = frames,
  health: SystemHealth[] = [],
): Line[] {
  const blocked = customer.state === 'unverified' || customer.state === 'unresolved' ? ['Stripe', 'PostHog'] : [];
  const paint = (frame: CardFrame) => snapshot(frame, only(frame, data), 1, 4_000, blocked);
  const painted = cards.map((frame) => ({ atMs: WHEN[frame.id] ?? 0, say: paint(frame) }));
  const lines: Line[] = [
    { atMs: 5, say: open(cards, health) },
    { atMs: 40, say: { type: 'customer', customer } },
    ...painted,
  ];
  return [...lines, { atMs: 300, say: done }];
}

const only = (frame: CardFrame, data: ScenarioData): ScenarioData =>
  Object.fromEntries(Object.entries(data).filter(([id]) => frame.fields.some((field) => field.id === id)));

export const each = (prefixes: readonly string[], told: (id: string) => Told): ScenarioData =>
  Object.fromEntries(
    Object.keys(healthy())
      .filter((id) => prefixes.some((prefix) => id.startsWith(prefix)))
      .map((id) => [id, told(id)]),
  );

export const failed =
  (reason: Reason) =>
  (id: string): Told => ({ state: 'failed', reason, fallback: fallbackFor(id) });
/** What its system says, and is not to be relied on. */
export const wrong =
  (data: ScenarioData) =>
  (id: string): Told => {
    const told = data[id] ?? 'absent';
    const doubt = { reason: 'wrong_values', fallback: fallbackFor(id) } as const;
    if (told === 'absent') return { state: 'absent', ...doubt };
    return 'kind' in told ? { state: 'ok', value: told, ...doubt } : told;
  };
export const unlinked = (why: 'identity_ambiguous' | 'nobody' | 'no_email' | 'no_requester') => (): Told => ({
  state: 'unlinked',
  why,
});

export const down: SystemHealth[] = [
  { system: 'billing', name: 'Billing', state: 'down', reason: 'timeout', since: ago(26 * 60_000) },
  { system: 'crm', name: 'CRM', state: 'ok', since: ago(9e6) },
];

export const lying: SystemHealth[] = [
  { system: 'billing', name: 'Billing', state: 'degraded', reason: 'wrong_values', since: ago(26 * 60_000) },
];

export const ACCOUNT = ['account.', 'customer.role', 'customer.city', 'plan.', 'payment.', 'usage.'];

/** Nothing about an account is known; what the ticket itself says still is. */
export const without = (customer: Customer, why: Parameters<typeof unlinked>[0], name: string): Line[] =>
  stream({ ...healthy(), 'customer.name': text(name), ...each(ACCOUNT, unlinked(why)) }, customer);

/** A known value, but older, because the system does not answer now. */
export const stale = (reason?: Reason): ScenarioData =>
  Object.fromEntries(
    Object.entries(healthy())
      .filter(([id, told]) => /^(plan|payment)/.test(id) && typeof told === 'object' && 'kind' in told)
      .map(([id, told]) => [
        id,
        { state: 'stale', value: told, ...(reason && { reason, fallback: fallbackFor(id) }) } as Told,
      ]),
  );

/** The card's snapshots read long ago: `snapshot` ages a whole card. */
export function aged(lines: readonly Line[], data: ScenarioData, readMsAgo: number): Line[] {
  const isAged = (id: string) => id === 'plan' || id === 'payment';
  return lines.map((line) => {
    const frame =
      typeof line.say === 'object' && 'type' in line.say && line.say.type === 'card' ? line.say.card.id : '';
    const of = frames.find(({ id }) => id === frame);
    return of && isAged(frame) ? { ...line, say: snapshot(of, only(of, data), 1, readMsAgo) } : line;
  });
}

export const candidates: [Candidate, Candidate] = [
  {
    accountId: '7711',
    name: 'Brightside GmbH',
    detail: 'Pro · brightside.example',
    evidence: ['email', 'organization_external_id'],
    url: 'https://crm.example/7711',
  },
  { accountId: '7712', name: 'Brightside Labs', detail: 'Free · brightside-labs.example', evidence: ['email'] },
];

export const ops = { id: '38801', name: 'ops@brightside.example', email: 'ops@brightside.example' };

/** The answer after the first, which came from the cache. */
export function fresh(): Line[] {
  const later = stream(healthy()).filter(({ say }) => typeof say === 'object' && 'type' in say && say.type !== 'open');
  return later.map((line) => {
    const { say } = line;
    const isCard = typeof say === 'object' && 'type' in say && say.type === 'card';
    return { atMs: line.atMs + 60, say: isCard ? { type: 'card', card: { ...say.card, version: 2 } } : say };
  });
}
