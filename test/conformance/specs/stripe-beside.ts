import type { Node } from './node.ts';

const text = { type: 'string' };
const query = (name: string, schema: object = text) => ({ in: 'query', name, required: false, schema });
const list = { type: 'array', items: text };
const page = [
  query('limit', { type: 'integer', minimum: 1, maximum: 100 }),
  query('starting_after'),
  query('ending_before'),
  query('expand', list),
];

/**
 * Operations our copy of the vendor's document leaves out, as the public reference describes them:
 * https://docs.stripe.com/api/payment_intents/retrieve and https://docs.stripe.com/api/subscription_schedules/list
 * (`SubscriptionScheduleListParams` of npm `stripe` 23.1.0).
 */
export const stripeBeside: Node = {
  paths: {
    '/v1/payment_intents/{intent}': {
      get: {
        parameters: [
          { in: 'path', name: 'intent', required: true, schema: { ...text, maxLength: 5000 } },
          query('client_secret'),
          query('expand', list),
        ],
      },
    },
    '/v1/subscription_schedules': {
      get: {
        parameters: [
          ...page,
          ...['canceled_at', 'completed_at', 'created', 'released_at'].map((name) => query(name, { type: 'integer' })),
          query('customer'),
          query('customer_account'),
          query('scheduled', { type: 'boolean' }),
        ],
      },
    },
  },
};
