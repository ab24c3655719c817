import { bearer, type Door, wrong } from '../door.ts';

/** A restricted key. https://docs.stripe.com/keys/restricted-api-keys */
export const stripeDoor: Door = {
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
      ],
      help: {
        text: 'Stripe: Developers → API keys → Create restricted key',
        url: 'https://dashboard.stripe.com/apikeys/create',
      },
    },
  ],
  open({ key }, { url }) {
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
    return { ok: true, url, headers: bearer(key) };
  },
};
