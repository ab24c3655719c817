import type { Request } from 'express';
import type { Answer } from './answer.ts';
import { refused } from './stripe-error.ts';

/** What an operation takes, by the vendor's description, and what of it the simulated one goes by. */
export interface Parameters {
  readonly known: readonly string[];
  readonly used: readonly string[];
  /** Values of those that are one of a few words. */
  readonly words?: Readonly<Record<string, readonly string[]>>;
}

const paged = ['limit', 'starting_after', 'ending_before', 'expand'];
const pagedHere = ['limit', 'starting_after', 'expand'];

export const parameters = {
  customers: { known: [...paged, 'created', 'email', 'test_clock'], used: [...pagedHere, 'email'] },
  search: { known: ['expand', 'limit', 'page', 'query'], used: ['expand', 'limit', 'query'] },
  products: { known: [...paged, 'active', 'created', 'ids', 'shippable', 'url'], used: pagedHere },
  one: { known: ['expand'], used: ['expand'] },
  intent: { known: ['expand', 'client_secret'], used: ['expand'] },
  subscriptions: {
    known: [
      ...[...paged, 'automatic_tax', 'collection_method', 'created', 'current_period_end', 'current_period_start'],
      ...['customer', 'customer_account', 'plan', 'price', 'status', 'test_clock'],
    ],
    used: [...pagedHere, 'customer', 'status'],
    words: {
      status: [
        ...['active', 'all', 'canceled', 'ended', 'incomplete', 'incomplete_expired', 'past_due', 'paused'],
        ...['trialing', 'unpaid'],
      ],
    },
  },
  invoices: {
    known: [
      ...[...paged, 'collection_method', 'created', 'customer', 'customer_account', 'due_date', 'status'],
      'subscription',
    ],
    used: [...pagedHere, 'customer', 'status'],
    words: { status: ['draft', 'open', 'paid', 'uncollectible', 'void'] },
  },
  schedules: {
    known: [
      ...[...paged, 'canceled_at', 'completed_at', 'created', 'customer', 'customer_account', 'released_at'],
      'scheduled',
    ],
    used: [...pagedHere, 'customer', 'scheduled'],
    words: { scheduled: ['true', 'false'] },
  },
} as const satisfies Readonly<Record<string, Parameters>>;

/** What the vendor has against a request's parameters; undefined where it takes them. */
export function refusalOf(req: Request, { known, used, words = {} }: Parameters): Answer | undefined {
  const names = Object.keys(req.query).map((name) => name.replace(/\[.*$/, ''));
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    return refused(400, `Received unknown parameter: ${unknown}`, { code: 'parameter_unknown', param: unknown });
  for (const [name, allowed] of Object.entries(words)) {
    const value = req.query[name];
    if (value !== undefined && !allowed.includes(String(value)))
      return refused(400, `Invalid ${name}: must be one of ${allowed.join(', ')}`, { param: name });
  }
  const limit = req.query.limit;
  if (limit !== undefined && !(/^\d+$/.test(String(limit)) && Number(limit) >= 1 && Number(limit) <= 100))
    return refused(400, 'Invalid integer: limit must be between 1 and 100', { param: 'limit' });
  // The real one would filter by it. An answer that did not would be a lie.
  const unused = names.find((name) => !used.includes(name));
  return unused === undefined
    ? undefined
    : refused(501, `The simulated Stripe has no parameter ${unused}`, { type: 'api_error' });
}
