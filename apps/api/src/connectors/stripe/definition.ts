import { BillingCustomersRecord, InvoicesRecord, SubscriptionsRecord } from '@sidelight/shared/record/billing.ts';
import { bearer } from '../connection-form.ts';
import type { ConnectorDefinition } from '../definition.ts';
import { readIdsOfForm } from '../typed-id.ts';
import { stripeForm } from './connection-form.ts';
import { createStripe } from './connector.ts';
import { limitsOfStripe } from './limits.ts';
import { isKeyOfOtherMode } from './mode.ts';
import { StripeOptions } from './options.ts';
import { pingStripe } from './ping.ts';
import { API_VERSION } from './version.ts';
import { stripeWebhook } from './webhook.ts';

export const stripe: ConnectorDefinition<'billing'> = {
  id: 'stripe',
  create: createStripe,
  records: { customer: BillingCustomersRecord, subscriptions: SubscriptionsRecord, invoices: InvoicesRecord },
  ping: pingStripe,
  limits: limitsOfStripe,
  options: StripeOptions,
  // Without it the account's own default version decides the shape of every answer.
  headers: (options) => ({ 'stripe-version': StripeOptions.parse(options).apiVersion ?? API_VERSION }),
  isOtherEnvironment: ({ authorization = '' }, environment) =>
    isKeyOfOtherMode(authorization.replace(/^Bearer /, ''), environment),
  webhook: stripeWebhook,
  readId: readIdsOfForm(/cus_[A-Za-z0-9]+/),
  form: stripeForm,
  environment: {
    ...{ url: 'https://api.stripe.com', consoleUrl: 'https://dashboard.stripe.com' },
    secrets: ['KEY'],
    headers: ({ KEY = '' }) => bearer(KEY),
  },
  hosts: ['api.stripe.com'],
};
