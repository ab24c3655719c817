import { createHttpClient } from '@sidelight/api/connectors/http/axios-client.ts';
import type { Answer, ConnectorSettings } from '@sidelight/api/connectors/port.ts';
import { stripe } from '@sidelight/api/connectors/stripe/definition.ts';
import * as sent from '@sidelight/api/connectors/stripe/fixtures.ts';
import { InvoicesRecord, PaymentRecord, SubscriptionsRecord } from '@sidelight/shared/record/billing.ts';
import { answer, type Behaviour, type Call, type Upstream } from './upstream.ts';

interface Thing {
  readonly id?: string;
  readonly status?: string | null;
  readonly [member: string]: unknown;
}

/** One Stripe customer as a test wants them; lists are newest first. */
export interface Account {
  readonly subscriptions?: readonly Thing[];
  readonly invoices?: readonly Thing[];
  readonly products?: Readonly<Record<string, object>>;
  readonly intents?: Readonly<Record<string, string>>;
  readonly schedules?: readonly Thing[];
  readonly customer?: object;
  /** A vendor that ignores where a page should begin. */
  readonly isStuck?: boolean;
  /** Answers by the start of the path, before all else. */
  readonly instead?: Readonly<Record<string, Behaviour>>;
}

export const NOW_MS = Date.parse('2026-11-28T12:00:00Z');
export const seconds = (iso: string): number => Date.parse(iso) / 1000;

export const sub = (over: object = {}) => ({ ...sent.subscription, ...over });
export const bill = (over: object = {}) => ({ ...sent.invoice, ...over });
/** Charged, tried, and not paid. */
export const openBill = (over: object = {}) =>
  bill({ status: 'open', amount_paid: 0, amount_remaining: 420000, created: seconds('2026-11-25T09:00:00Z'), ...over });
/** An open invoice as the vendor shows it when its payments are asked for. */
export const paidBy = (intent: string) => ({
  payments: { object: 'list', data: [{ is_default: true, status: 'open', payment: { payment_intent: intent } }] },
});

/** Speaks as Stripe does: lists by page, missing things by 404. */
export function serveAccount(upstream: Upstream, account: Account): void {
  const notFound = answer(404, sent.noSuchCustomer);
  upstream.behave((call, res) => {
    const [, special] = Object.entries(account.instead ?? {}).find(([start]) => call.path.startsWith(start)) ?? [];
    (special ?? answerOf(call, account) ?? notFound)(call, res);
  });
}

function answerOf(call: Call, account: Account): Behaviour | undefined {
  const [, , kind = '', id = ''] = call.path.split('/');
  const one = (found: unknown) => (found === undefined ? undefined : answer(200, found));
  if (id !== '') {
    if (kind === 'customers') return one(id === sent.customer.id ? (account.customer ?? sent.customer) : undefined);
    if (kind === 'products') return one({ ...sent.product, id, ...account.products?.[id] });
    const status = account.intents?.[id];
    return kind === 'payment_intents' && status ? one({ ...sent.intent, id, status }) : undefined;
  }
  const all: Readonly<Record<string, readonly Thing[] | undefined>> = {
    ...{ customers: [sent.customer], subscriptions: account.subscriptions ?? [], invoices: account.invoices ?? [] },
    subscription_schedules: account.schedules ?? [],
  };
  const list = all[kind];
  return list && answer(200, pageOf(call, kind, list, account.isStuck ?? false));
}

function pageOf({ query, path }: Call, kind: string, all: readonly Thing[], isStuck: boolean) {
  const status = query.get('status');
  const wanted = all.filter((thing) => {
    if (status === 'all' || kind === 'subscription_schedules') return true;
    if (status === null) return kind !== 'subscriptions' || thing.status !== 'canceled';
    return thing.status === status;
  });
  const after = isStuck ? null : query.get('starting_after');
  const start = after === null ? 0 : wanted.findIndex(({ id }) => id === after) + 1;
  const limit = Number(query.get('limit') ?? 10);
  const hasMore = isStuck || wanted.length > start + limit;
  return { object: 'list', url: path, data: wanted.slice(start, start + limit), has_more: hasMore };
}

/** The real connector on a real HTTP client, asked about the account's customer. */
export async function readAccount(upstream: Upstream, over: Partial<ConnectorSettings> = {}) {
  const settings: ConnectorSettings = {
    ...{ environment: 'live', options: {}, ask: () => [], consoleUrl: 'https://dashboard.stripe.com', ...over },
  };
  const http = createHttpClient({
    baseUrl: upstream.url,
    headers: stripe.headers?.(settings.options) ?? {},
    now: Date.now,
  });
  const { reads, derived } = stripe.create(http, settings);
  const subject = { by: 'id', value: sent.customer.id } as const;
  const ask = async (read: string, by: typeof subject | { by: 'email'; value: string } = subject) =>
    (await reads[read]?.(by, AbortSignal.timeout(5000))) ?? null;

  async function payment(): Promise<{ record: PaymentRecord; answer: Answer }> {
    const [subscriptions, invoices] = [await ask('subscriptions'), await ask('invoices')];
    if (!subscriptions || !invoices || !derived.payment) throw new Error('there is no such customer');
    const found = derived.payment.derive({ subscriptions, invoices }, NOW_MS);
    return { record: PaymentRecord.parse(found.record), answer: found };
  }
  return {
    ask,
    payment,
    sold: async () => SubscriptionsRecord.parse((await ask('subscriptions'))?.record),
    billed: async () => InvoicesRecord.parse((await ask('invoices'))?.record),
    close: () => http.close(),
  };
}
