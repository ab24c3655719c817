import { createStripe } from '@sidelight/api/connectors/stripe/connector.ts';
import * as sent from '@sidelight/api/connectors/stripe/fixtures.ts';
import { BillingCustomersRecord, InvoicesRecord, SubscriptionsRecord } from '@sidelight/shared/record/billing.ts';
import { files } from '../specs/documents.ts';
import type { Route, VendorCase } from '../vendor.ts';

const known = { by: 'id', value: sent.customer.id } as const;

/** Any customer: asked before "nobody" is said, to see whose data the key reads. */
const anyCustomer: Route = {
  method: 'GET',
  path: /^\/v1\/customers$/,
  query: ['limit'],
  body: sent.list('/v1/customers', sent.customer),
  required: [],
};
const stranger = { name: 'resource_missing', status: 404, body: sent.noSuchCustomer, beside: [anyCustomer] };

const schedules: Route = {
  method: 'GET',
  path: /^\/v1\/subscription_schedules$/,
  query: ['customer', 'scheduled', 'limit'],
  body: sent.list('/v1/subscription_schedules'),
  required: [],
};

const intent: Route = {
  method: 'GET',
  path: /^\/v1\/payment_intents\/[^/]+$/,
  query: [],
  body: sent.intent,
  required: [],
};

const customer: Route = {
  method: 'GET',
  path: /^\/v1\/customers\/[^/]+$/,
  query: [],
  body: sent.customer,
  required: [],
};

const product: Route = {
  method: 'GET',
  path: /^\/v1\/products\/[^/]+$/,
  query: [],
  body: sent.product,
  required: ['name', 'metadata'],
};

const item = 'data.0.items.data.0';

export const stripe = (): VendorCase => ({
  documents: files.stripe,
  create: createStripe,
  settings: {
    environment: 'live',
    options: { apiVersion: '2026-10-28.endive' },
    ask: () => [],
    consoleUrl: 'https://dashboard.stripe.com',
  },
  refusals: [
    {
      status: 401,
      body: { error: { message: 'Expired API Key provided', code: 'api_key_expired' } },
      reason: 'credential',
    },
    { status: 403, body: sent.missingPermission, reason: 'forbidden' },
    { status: 429, body: { error: { code: 'lock_timeout', type: 'invalid_request_error' } }, reason: 'rate_limited' },
  ],
  reads: [
    {
      read: 'customer',
      record: BillingCustomersRecord,
      subject: { by: 'email', value: 'accounts@northwind.example' },
      routes: [
        {
          method: 'GET',
          path: /^\/v1\/customers$/,
          query: ['email', 'limit'],
          body: sent.list('/v1/customers', sent.customer),
          required: ['data', 'has_more', ...['id', 'livemode', 'created'].map((name) => `data.0.${name}`)],
        },
        anyCustomer,
      ],
      strangers: [{ name: 'no hit', status: 200, body: sent.list('/v1/customers'), beside: [anyCustomer] }],
    },
    {
      read: 'subscriptions',
      record: SubscriptionsRecord,
      subject: known,
      routes: [
        {
          method: 'GET',
          path: /^\/v1\/subscriptions$/,
          query: ['customer', 'status', 'limit', 'starting_after'],
          body: sent.list('/v1/subscriptions', sent.subscription),
          required: [
            'data',
            'has_more',
            ...['id', 'customer', 'livemode', 'status', 'start_date', 'cancel_at_period_end', 'items'].map(
              (name) => `data.0.${name}`,
            ),
            `${item}.price`,
            ...['id', 'currency', 'product'].map((name) => `${item}.price.${name}`),
            ...['interval', 'interval_count', 'usage_type'].map((name) => `${item}.price.recurring.${name}`),
          ],
        },
        product,
        customer,
        anyCustomer,
        schedules,
      ],
      strangers: [
        stranger,
        // Every call is answered alike: the list refuses, and so does the customer.
        {
          name: 'deleted, which leaves an empty list',
          status: 200,
          body: { ...sent.list('/'), ...sent.deletedCustomer },
          beside: [anyCustomer],
        },
      ],
    },
    {
      read: 'invoices',
      record: InvoicesRecord,
      subject: known,
      routes: [
        {
          method: 'GET',
          path: /^\/v1\/invoices$/,
          query: ['customer', 'status', 'limit', 'starting_after', 'expand[]'],
          body: sent.list('/v1/invoices', sent.invoice),
          required: [
            'data',
            'has_more',
            ...[
              'id',
              'customer',
              'livemode',
              'status',
              'attempted',
              'created',
              'currency',
              'total',
              'amount_remaining',
            ].map((name) => `data.0.${name}`),
          ],
        },
        customer,
        anyCustomer,
        intent,
      ],
      strangers: [stranger],
    },
  ],
});
