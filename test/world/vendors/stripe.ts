import type { Request } from 'express';
import type { Company } from '../company/company.ts';
import type { Payer } from '../company/payer.ts';
import { plans } from '../company/plans.ts';
import { type Answer, ok } from './answer.ts';
import { customerObject } from './stripe-customer.ts';
import { missing, refused } from './stripe-error.ts';
import { type Expand, nothingExpanded, readExpand, whole } from './stripe-expand.ts';
import { invoiceObject } from './stripe-invoice.ts';
import { type Parameters, parameters, refusalOf } from './stripe-parameters.ts';
import { intentObject, invoiceIdOf } from './stripe-payment.ts';
import { productId, productObject } from './stripe-product.ts';
import { subscriptionObject } from './stripe-subscription.ts';
import { isVersion, type Shape, shapeAt, shapeFor, versionOf } from './stripe-version.ts';
import type { Route, VendorSpec } from './vendor.ts';
import { requestId } from './vendor-headers.ts';

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
    return ok({ object: 'list', url: req.path, has_more: data.length > limit, data: data.slice(0, limit) });
  };

  /** Runs a list about one customer. A customer that is not there is a wrong parameter, not a missing page. */
  const aboutCustomer = (
    req: Request,
    expandable: (shape: Shape) => readonly string[],
    answer: (payer: Payer, shape: Shape, expand: Expand) => readonly { readonly id: string }[],
  ): Answer => {
    const version = versionOf(req);
    const read = readExpand(req.query, expandable(shapeAt(version)));
    if ('refusal' in read) return read.refusal;
    const id = String(req.query.customer ?? '');
    const payer = company.payer(id);
    if (!payer) return missing(400, 'customer', id, 'customer');
    return list(req, answer(payer, shapeFor(payer, version), read.expand));
  };

  /** A live key lists live customers; a search by address finds the samples' test data too, which must be refused. */
  const allLive = () => company.samples.flatMap(({ bundle }) => bundle.payers.filter(({ isLive }) => isLive));

  /** One operation, which takes only the parameters the vendor describes. */
  const get = (path: string, takes: Parameters, handle: (req: Request) => Answer): Route => ({
    method: 'get',
    path,
    handle: (req) => refusalOf(req, takes) ?? handle(req),
  });

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
    restrict: (req) =>
      isVersion(versionOf(req)) ? undefined : refused(400, `Invalid Stripe API version: ${versionOf(req)}`),
    refusals: {
      unauthorized: (req) => {
        const sent = req.get('authorization');
        const message = sent
          ? `Invalid API Key provided: ${sent.replace(/^\w+ /, '').slice(0, 8)}********`
          : "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').";
        return refused(401, message, {}, { 'www-authenticate': 'Basic realm="Stripe"' });
      },
      forbidden: () =>
        refused(
          403,
          "The provided key does not have the required permissions for this endpoint. Having the 'rak_subscription_read' permission would allow this request to continue.",
          { type: 'invalid_request_error', code: 'more_permissions_required' },
        ),
      rateLimited: (retryAfterS?: number) =>
        refused(
          429,
          'Request rate limit exceeded.',
          { code: 'rate_limit' },
          {
            ...(retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) }),
            'stripe-rate-limited-reason': 'global-rate',
            'stripe-should-retry': 'true',
          },
        ),
      server: (status) => refused(status, 'An unknown error occurred', { type: 'api_error' }),
      unknownPath: (req) =>
        refused(404, `Unrecognized request URL (${req.method}: ${req.path}). Please see https://stripe.com/docs.`),
    },
    routes: [
      get('/v1/customers', parameters.customers, (req) => {
        const read = readExpand(req.query, []);
        if ('refusal' in read) return read.refusal;
        const { email } = req.query;
        return list(req, (email === undefined ? allLive() : company.payersByEmail(String(email))).map(customerObject));
      }),
      get('/v1/customers/search', parameters.search, (req) => {
        const email = /^email:\s*['"](.+)['"]$/.exec(String(req.query.query ?? ''))?.[1];
        if (email === undefined) return refused(400, 'We were unable to parse your search query.', { param: 'query' });
        const found = company.payersByEmail(email.replaceAll("\\'", "'")).map(customerObject);
        return ok({ object: 'search_result', url: req.path, has_more: false, next_page: null, data: found });
      }),
      get('/v1/customers/:id', parameters.one, (req) => {
        const id = String(req.params.id);
        const payer = company.payer(id);
        return payer ? whole(req.query, customerObject(payer)) : missing(404, 'customer', id, 'id');
      }),
      get('/v1/subscriptions', parameters.subscriptions, (req) =>
        aboutCustomer(
          req,
          () => ['data.latest_invoice'],
          (payer, shape, expand) =>
            payer.subscriptions
              .filter(({ status }) => isWanted(status, req.query.status))
              .map((s) => subscriptionObject(payer, s, shape, expand, madeAtMs)),
        ),
      ),
      get('/v1/invoices', parameters.invoices, (req) =>
        aboutCustomer(
          req,
          (shape) => [shape === 'legacy' ? 'data.payment_intent' : 'data.payments'],
          (payer, shape, expand) =>
            payer.invoices
              .filter((i) => req.query.status === undefined || i.status === req.query.status)
              .sort((a, b) => b.createdAtMs - a.createdAtMs)
              .map((i) => invoiceObject(payer, i, shape, expand)),
        ),
      ),
      // Nothing this company sells begins later.
      get('/v1/subscription_schedules', parameters.schedules, (req) =>
        aboutCustomer(
          req,
          () => [],
          () => [],
        ),
      ),
      get('/v1/payment_intents/:id', parameters.intent, (req) => {
        const id = String(req.params.id);
        const payer = company.payerOf(invoiceIdOf(id));
        const invoice = payer?.invoices.find((i) => i.id === invoiceIdOf(id));
        if (!payer || !invoice) return missing(404, 'payment_intent', id, 'intent');
        return whole(req.query, intentObject(payer, invoice));
      }),
      get('/v1/products', parameters.products, (req) => {
        const read = readExpand(req.query, []);
        if ('refusal' in read) return read.refusal;
        return list(
          req,
          plans.map((plan) => productObject(plan, shapeAt(versionOf(req)), madeAtMs)),
        );
      }),
      get('/v1/products/:id', parameters.one, (req) => {
        const id = String(req.params.id);
        const plan = plans.find((p) => productId(p.code) === id);
        if (!plan) return missing(404, 'product', id, 'id');
        return whole(req.query, productObject(plan, shapeAt(versionOf(req)), madeAtMs));
      }),
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

const ended: readonly string[] = ['canceled', 'incomplete_expired'];

/** Without a status: all that have not been cancelled. */
function isWanted(status: string, asked: unknown): boolean {
  if (asked === undefined) return status !== 'canceled';
  return asked === 'all' || (asked === 'ended' ? ended.includes(status) : status === asked);
}
