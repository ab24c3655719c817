import type { Request } from 'express';
import type { Company } from '../company/company.ts';
import type { Payer } from '../company/payer.ts';
import { plans } from '../company/plans.ts';
import { type Answer, ok } from './answer.ts';
import { customerObject, type Shape, shapeAt, shapeFor } from './stripe-customer.ts';
import { nothingExpanded, readExpand } from './stripe-expand.ts';
import { invoiceObject } from './stripe-invoice.ts';
import { productId, productObject } from './stripe-product.ts';
import { subscriptionObject } from './stripe-subscription.ts';
import type { VendorSpec } from './vendor.ts';
import { requestId } from './vendor-headers.ts';

const DEFAULT_VERSION = '2026-10-28.endive';

interface Problem {
  readonly type?: string;
  readonly code?: string;
  readonly param?: string;
}

const error = (status: number, message: string, rest: Problem = {}, headers: Record<string, string> = {}): Answer => ({
  status,
  headers,
  body: {
    error: {
      ...(rest.code
        ? { code: rest.code, doc_url: `https://stripe.com/docs/error-codes/${rest.code.replaceAll('_', '-')}` }
        : {}),
      message,
      ...(rest.param ? { param: rest.param } : {}),
      type: rest.type ?? 'invalid_request_error',
    },
  },
});

const missing = (status: number, what: string, id: string, param: string) =>
  error(status, `No such ${what}: '${id}'`, { code: 'resource_missing', param });

/** Stripe v1. Credentials: a restricted key, as bearer or as the user name of Basic. */
export function createStripe(company: Company, credentials: { key: string }): VendorSpec {
  const basic = `Basic ${Buffer.from(`${credentials.key}:`).toString('base64')}`;
  const madeAtMs = company.clock.day(-1000);

  const list = (req: Request, all: readonly { readonly id: string }[]): Answer => {
    const limit = Number(req.query.limit ?? 10);
    const after = req.query.starting_after;
    const start = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
    if (after !== undefined && start === 0) return missing(400, 'object', String(after), 'starting_after');
    const data = all.slice(start);
    if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
      return error(400, 'Invalid integer: limit must be between 1 and 100', { param: 'limit' });
    }
    return ok({ object: 'list', url: req.path, has_more: data.length > limit, data: data.slice(0, limit) });
  };

  /** Runs a list about one customer. A customer that is not there is a wrong parameter, not a missing page. */
  const aboutCustomer = (req: Request, answer: (payer: Payer, shape: Shape) => Answer): Answer => {
    const id = String(req.query.customer ?? '');
    const payer = company.payer(id);
    if (!payer) return missing(400, 'customer', id, 'customer');
    return answer(payer, shapeFor(payer, versionOf(req)));
  };

  const customers = (req: Request, found: readonly Payer[]) => list(req, found.map(customerObject));

  return {
    vendor: 'stripe',
    name: 'Stripe',
    headers: (req) => ({
      'request-id': requestId('req_'),
      'stripe-version': versionOf(req),
      'cache-control': 'no-cache, no-store',
    }),
    isAuthorised: (req) => {
      const sent = req.get('authorization');
      return sent === `Bearer ${credentials.key}` || sent === basic;
    },
    refusals: {
      unauthorized: (req) => {
        const sent = req.get('authorization');
        const message = sent
          ? `Invalid API Key provided: ${sent.replace(/^\w+ /, '').slice(0, 8)}********`
          : "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').";
        return error(401, message, {}, { 'www-authenticate': 'Basic realm="Stripe"' });
      },
      forbidden: () =>
        error(
          403,
          "The provided key does not have the required permissions for this endpoint. Having the 'rak_subscription_read' permission would allow this request to continue.",
          { type: 'invalid_request_error', code: 'more_permissions_required' },
        ),
      rateLimited: (retryAfterS) =>
        error(
          429,
          'Request rate limit exceeded.',
          { code: 'rate_limit' },
          {
            'retry-after': String(retryAfterS),
            'stripe-rate-limited-reason': 'global-rate',
            'stripe-should-retry': 'true',
          },
        ),
      server: (status) => error(status, 'An unknown error occurred', { type: 'api_error' }),
      unknownPath: (req) =>
        error(404, `Unrecognized request URL (${req.method}: ${req.path}). Please see https://stripe.com/docs.`),
    },
    routes: [
      {
        method: 'get',
        path: '/v1/customers',
        handle: (req) => customers(req, company.payersByEmail(String(req.query.email ?? ''))),
      },
      {
        method: 'get',
        path: '/v1/customers/search',
        handle: (req) => {
          const email = /^email:\s*['"](.+)['"]$/.exec(String(req.query.query ?? ''))?.[1];
          if (email === undefined) return error(400, 'We were unable to parse your search query.', { param: 'query' });
          const found = company.payersByEmail(email.replaceAll("\\'", "'")).map(customerObject);
          return ok({ object: 'search_result', url: req.path, has_more: false, next_page: null, data: found });
        },
      },
      {
        method: 'get',
        path: '/v1/customers/:id',
        handle: (req) => {
          const id = String(req.params.id);
          const payer = company.payer(id);
          return payer ? ok(customerObject(payer)) : missing(404, 'customer', id, 'id');
        },
      },
      {
        method: 'get',
        path: '/v1/subscriptions',
        handle: (req) =>
          aboutCustomer(req, (payer, shape) => {
            const expand = readExpand(req.query);
            if (!expand.ok) return error(400, expand.message, { param: 'expand' });
            const status = String(req.query.status ?? '');
            const wanted = payer.subscriptions.filter((s) =>
              status === '' ? s.status !== 'canceled' : status === 'all' || s.status === status,
            );
            return list(
              req,
              wanted.map((s) => subscriptionObject(payer, s, shape, expand, madeAtMs)),
            );
          }),
      },
      {
        method: 'get',
        path: '/v1/invoices',
        handle: (req) =>
          aboutCustomer(req, (payer, shape) => {
            const wanted = payer.invoices
              .filter((i) => req.query.status === undefined || i.status === req.query.status)
              .sort((a, b) => b.createdAtMs - a.createdAtMs);
            return list(
              req,
              wanted.map((i) => invoiceObject(payer, i, shape)),
            );
          }),
      },
      {
        method: 'get',
        path: '/v1/products',
        handle: (req) =>
          list(
            req,
            plans.map((plan) => productObject(plan, shapeAt(versionOf(req)), madeAtMs)),
          ),
      },
      {
        method: 'get',
        path: '/v1/products/:id',
        handle: (req) => {
          const id = String(req.params.id);
          const plan = plans.find((p) => productId(p.code) === id);
          return plan ? ok(productObject(plan, shapeAt(versionOf(req)), madeAtMs)) : missing(404, 'product', id, 'id');
        },
      },
    ],
    find: (id) => {
      const payer = company.payer(id) ?? company.payersByEmail(id)[0];
      if (payer) {
        const { subscriptions, invoices } = payer;
        return {
          ...customerObject(payer),
          subscriptions: subscriptions.map((s) => subscriptionObject(payer, s, 'current', nothingExpanded, madeAtMs)),
          invoices: invoices.map((i) => invoiceObject(payer, i, 'current')),
        };
      }
      const owner = company.payerOf(id);
      const subscription = owner?.subscriptions.find((s) => s.id === id);
      const invoice = owner?.invoices.find((i) => i.id === id);
      if (owner && subscription) return subscriptionObject(owner, subscription, 'current', nothingExpanded, madeAtMs);
      return owner && invoice ? invoiceObject(owner, invoice, 'current') : undefined;
    },
  };
}

const versionOf = (req: Request): string => req.get('stripe-version') ?? DEFAULT_VERSION;
