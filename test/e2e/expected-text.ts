import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { say } from '@sidelight/shared/map/text.ts';
import type { PaymentTruth, SalesTruth, Truth, UsageTruth } from '../world/company/truth.ts';

/** What stands in a field's place; null where it has no place of its own because something else is said instead. */
export type Expected = string | RegExp | null;

const DAY_MS = 86_400_000;
const NONE = 'None';
const UNCONFIRMED = 'not confirmed';

const planFields = ['plan.name', 'plan.entitlement', 'plan.seats', 'plan.term', 'plan.worth'] as const;
const paymentFields = ['payment.status', 'payment.due', 'payment.last_invoice', 'payment.next'] as const;
const salesFields = [
  ...['sales.pinned', 'sales.deals', 'sales.closes', 'sales.amount', 'sales.last_deal'],
  ...['sales.call', 'sales.call_about', 'sales.call_outcome'],
];
const usageFields = [
  ...['usage.active', 'usage.trend', 'usage.active_month', 'usage.last_seen', 'usage.errors'],
  ...['usage.version', 'usage.flags'],
] as const;

/**
 * Every field of every card in English, as the seeded truth has it: the map's words, and numbers, money
 * and dates as Intl writes them. A second opinion: nothing here comes from the sidebar.
 */
export function expectedText(
  truth: Truth,
  map: IntegrationMap,
  role: 'agent' | 'lead',
  nowMs: number,
): Readonly<Record<string, Expected>> {
  const { account, contact } = truth;
  return {
    'customer.name': truth.requester?.name ?? noneFor(map, 'helpdesk', 'customer.name'),
    'account.name': account?.name ?? null,
    'account.tier': account?.tier ? wordFor(map, 'crm', 'account.tier', account.tier) : null,
    'account.owner': account?.owner ?? null,
    'customer.role': contact?.role ?? null,
    'customer.city': contact?.city ?? null,
    'customer.care': truth.care ? wordFor(map, 'helpdesk', 'customer.care', truth.care) : null,
    ...(truth.requester && { 'customer.local_time': /^\w{3} \d+:\d\d [AP]M English$/ }),
    'customer.marketing': marketingText(contact, map, nowMs),
    ...planText(truth.plan, map, role, nowMs),
    ...paymentText(truth.payment, map, nowMs),
    ...usageText(truth.usage, map, nowMs),
    ...salesText(account ? truth.sales : 'unlinked', map, role, nowMs),
  };
}

/** What, by whom, and since when; said of whoever could be asked about. */
function marketingText(contact: Truth['contact'], map: IntegrationMap, nowMs: number): Expected {
  const { code, since } = contact?.marketing ?? {};
  // A row that is only there with a value.
  if (!code) return null;
  const word = `${wordFor(map, 'crm', 'customer.marketing', code)} (HubSpot)`;
  return since ? `${word} since ${date(since, nowMs)}` : word;
}

function planText(plan: Truth['plan'], map: IntegrationMap, role: 'agent' | 'lead', nowMs: number) {
  // Nothing at all is said once; the rest of the card stays empty.
  if (plan === null) return { ...all(planFields, null), 'plan.name': noneFor(map, 'billing', 'plan.name') };
  if (typeof plan === 'string') return all(planFields, null);
  return {
    'plan.name': [plan.name, ...(plan.morePlans ?? [])].join(', '),
    'plan.entitlement': wordFor(map, 'billing', 'plan.entitlement', plan.code),
    'plan.seats': number(plan.seats),
    'plan.term': [
      wordFor(map, 'billing', 'plan.term', plan.term.code),
      ...(plan.term.at ? [date(plan.term.at, nowMs)] : []),
    ].join(' '),
    'plan.worth': role === 'agent' ? maskedText(plan.worth) : money(plan.worth),
  };
}

/** What the map's predicate says of it. */
const maskedText = ({ amount, currency }: { readonly amount: string; readonly currency: string }): string => {
  const isKnown = currency === 'USD' || currency === 'EUR';
  return `${isKnown ? (Number(amount) > 50_000 ? 'Above 50,000' : 'Up to 50,000') : 'Hidden'} · show`;
};

function paymentText(payment: PaymentTruth | string, map: IntegrationMap, nowMs: number) {
  if (typeof payment === 'string') return all(paymentFields, null);
  const { status, since, due, lastInvoice } = payment;
  const word = wordFor(map, 'billing', 'payment.status', status);
  const days = since === null ? '' : ` ${Math.floor((nowMs - Date.parse(since)) / DAY_MS)} days`;
  // "Past due, 9 days", and "Suspended · unpaid 28 days".
  const lasting = days && (word.includes(' · ') ? days : `,${days}`);
  return {
    'payment.status': word + lasting,
    'payment.due': due.length > 0 ? due.map(money).join(' + ') : noneFor(map, 'billing', 'payment.due'),
    'payment.last_invoice': lastInvoice
      ? `${money(lastInvoice.total)} ${date(lastInvoice.at, nowMs)}`
      : noneFor(map, 'billing', 'payment.last_invoice'),
    'payment.next': nextText(payment, map, nowMs),
  };
}

/** Next what, and when; where nothing is planned, because of what. */
function nextText({ status, nextAt }: PaymentTruth, map: IntegrationMap, nowMs: number): Expected {
  const dated: Readonly<Record<string, string>> = { trial: 'first_charge', overdue: 'retry', invoice_open: 'due' };
  const undated: Readonly<Record<string, string>> = {
    ...{ overdue: 'no_retry', suspended_for_nonpayment: 'after_payment', paused: 'while_paused' },
    grace_period: 'unclear',
  };
  if (nextAt) return `${wordFor(map, 'billing', 'payment.next', dated[status] ?? 'invoice')} ${date(nextAt, nowMs)}`;
  const code = undated[status];
  return code ? wordFor(map, 'billing', 'payment.next', code) : noneFor(map, 'billing', 'payment.next');
}

function usageText(usage: UsageTruth | null | string, map: IntegrationMap, nowMs: number) {
  if (usage === null) return { ...all(usageFields, null), 'usage.active': noneFor(map, 'telemetry', 'usage.active') };
  if (typeof usage === 'string') return all(usageFields, null);
  return {
    'usage.active': number(usage.active7d),
    'usage.active_month': number(usage.active30d),
    // Drawn: it has a name for those who cannot see it, and no text.
    'usage.trend': '',
    'usage.last_seen': ago(usage.lastSeenAt, nowMs),
    'usage.errors': [number(usage.errors24h), usage.topError].filter((part) => part !== null).join(' '),
    'usage.version': usage.version ?? noneFor(map, 'telemetry', 'usage.version'),
    'usage.flags': usage.flags.join(', ') || noneFor(map, 'telemetry', 'usage.flags'),
  };
}

/** A row more is only there with a value: where sales has done nothing, the card is one line. */
function salesText(
  sales: SalesTruth | undefined | string,
  map: IntegrationMap,
  role: 'agent' | 'lead',
  nowMs: number,
): Readonly<Record<string, Expected>> {
  if (typeof sales === 'string') return all(salesFields, null);
  const noDeals = noneFor(map, 'crm', 'sales.deals');
  if (!sales) return { ...all(salesFields, null), 'sales.deals': noDeals };
  const { open, closesAt, amounts, lastDeal, call, pinned } = sales;
  const isPriced = role === 'lead' && amounts.length > 0;
  const ended = lastDeal && wordFor(map, 'crm', 'sales.last_deal', lastDeal.state);
  return {
    'sales.pinned': pinned ?? null,
    'sales.deals': open.join('; ') || noDeals,
    'sales.closes': closesAt === null ? null : new RegExp(`^${date(closesAt, nowMs)} ${inDays(closesAt, nowMs)}$`),
    'sales.amount': isPriced ? amounts.map(money).join(' + ') : null,
    'sales.last_deal': lastDeal && `${ended} since ${date(lastDeal.at, nowMs)}`,
    'sales.call': call && (Date.parse(call.at) > nowMs ? new RegExp(inDays(call.at, nowMs)) : ago(call.at, nowMs)),
    'sales.call_about': call?.about ?? null,
    'sales.call_outcome': call && wordFor(map, 'crm', 'sales.call_outcome', call.outcome),
  };
}

/** What the map calls a code; a code it has no word for is shown with spaces for underscores, and said to be new. */
function wordFor(map: IntegrationMap, system: string, field: string, code: string): string {
  const label = map.systems[system]?.fields[field]?.values?.[code]?.label;
  return label === undefined ? `${code.replaceAll('_', ' ')} ${UNCONFIRMED}` : say(label, 'en');
}

/** What the map calls it where there is nothing. */
function noneFor(map: IntegrationMap, system: string, field: string): string {
  const none = map.systems[system]?.fields[field]?.none;
  return none === undefined ? NONE : say(none, 'en');
}

const all = (ids: readonly string[], text: Expected) => Object.fromEntries(ids.map((id) => [id, text]));

const number = (value: number) => new Intl.NumberFormat('en-US').format(value);

/** Intl keeps a code and its number together by a space that does not break; on screen it is a space. */
const money = ({ amount, currency }: { amount: string; currency: string }) =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency }).format(Number(amount)).replace(/\s/g, ' ');

function date(at: string, nowMs: number): string {
  const isThisYear = new Date(at).getUTCFullYear() === new Date(nowMs).getUTCFullYear();
  const year = isThisYear ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat('en-US', { day: 'numeric', month: 'short', timeZone: 'UTC', ...year }).format(
    new Date(at),
  );
}

/** By the calendar: what is due on the 25th is not tomorrow on the 23rd, at whatever hour. */
function inDays(at: string, nowMs: number): string {
  const days = Math.floor(Date.parse(at) / DAY_MS) - Math.floor(nowMs / DAY_MS);
  if (days >= 120) return 'in \\d+ mo\\.';
  return days === 1 ? 'tomorrow' : `in ${days} days`;
}

/** Either of two, where the minute may turn between our looking and the sidebar's. */
function ago(at: string, nowMs: number): RegExp {
  const said = [0, 10_000].map((earlierMs) => {
    const minutes = Math.floor((nowMs - earlierMs - Date.parse(at)) / 60_000);
    const format = new Intl.RelativeTimeFormat('en-US', { numeric: 'auto', style: 'short' });
    if (minutes < 60) return format.format(-minutes, 'minute');
    if (minutes < 24 * 60) return format.format(-Math.floor(minutes / 60), 'hour');
    // From a day on it is the calendar that counts: nine hours into it, eight days and ten hours are nine days ago.
    return format.format(Math.floor(Date.parse(at) / DAY_MS) - Math.floor((nowMs - earlierMs) / DAY_MS), 'day');
  });
  // A full day or more is said as a date as well.
  return new RegExp(`(^|\\d{1,2} )(${said.join('|').replaceAll('.', '\\.')})$`);
}
