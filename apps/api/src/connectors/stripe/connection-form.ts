import { bearer, type ConnectionForm, wrong } from '../connection-form.ts';
import { isKeyOfOtherMode } from './mode.ts';

/** A restricted key. https://docs.stripe.com/keys/restricted-api-keys */
export const stripeForm: ConnectionForm = {
  methods: () => [
    {
      kind: 'key',
      inputs: [{ name: 'key', label: 'Restricted key', isSecret: true, example: 'rk_live_…' }],
      scopes: [
        { scope: 'Customers: read', why: 'finds the paying customer' },
        { scope: 'Subscriptions: read', why: 'the plan, its term and its state' },
        { scope: 'Invoices: read', why: 'whether it has been paid' },
        { scope: 'Prices: read', why: 'what the plan costs' },
        { scope: 'Products: read', why: 'the plan’s name' },
        { scope: 'Payment Intents: read', why: 'whether a payment is under way, failed or waits for the customer' },
      ],
      help: {
        text: 'Stripe: Developers → API keys → Create restricted key',
        url: 'https://dashboard.stripe.com/apikeys/create',
      },
    },
  ],
  open({ key }, { url, environment }) {
    if (!url) return wrong([], 'The server does not know where Stripe is.', 'Set STRIPE_URL on the server.');
    // It could move money; nothing here should be able to.
    if (key?.startsWith('sk_'))
      return wrong(
        ['key'],
        'This is a secret key, which may do everything.',
        'Make a restricted key with the rights listed.',
      );
    if (!key || !/^rk_(live|test)_/.test(key))
      return wrong(
        ['key'],
        'A restricted key begins with rk_live_ or rk_test_.',
        'Copy it from Stripe’s list of API keys.',
      );
    if (isKeyOfOtherMode(key, environment))
      return environment === 'live'
        ? wrong(
            ['key'],
            'This is a test key: it sees no real customers.',
            'Switch Stripe to live mode and copy a key that begins with rk_live_.',
          )
        : wrong(
            ['key'],
            'This is a live key, and this connection is for test data.',
            'Copy a key of the sandbox; it begins with rk_test_.',
          );
    return { ok: true, url, headers: bearer(key) };
  },
};
