import { bearer, type ConnectionForm, type FormPlace, vendorLabel, wrong, wrongAt } from '../connection-form.ts';
import { isKeyOfOtherMode } from './mode.ts';
import { stripeScopes } from './scopes.ts';

/** A restricted key. https://docs.stripe.com/keys/restricted-api-keys */
export const stripeForm: ConnectionForm = {
  methods: () => [
    {
      kind: 'key',
      inputs: [
        {
          name: 'key',
          label: vendorLabel('Restricted key', 'Eingeschränkter Schlüssel'),
          isSecret: true,
          example: 'rk_live_…',
        },
      ],
      scopes: [...stripeScopes],
      help: {
        text: {
          en: 'Stripe: Developers → API keys → Create restricted key',
          de: 'Stripe: Entwickler → API-Schlüssel → Eingeschränkten Schlüssel erstellen',
        },
        url: 'https://dashboard.stripe.com/apikeys/create',
      },
    },
  ],
  open({ key }, { url, environment }) {
    if (!url) return wrong([], { code: 'no_vendor_address', variable: 'STRIPE_URL' });
    // It could move money; nothing here should be able to.
    if (key?.startsWith('sk_'))
      return wrongAt(
        ['key'],
        {
          en: 'This is a secret key, which may do everything.',
          de: 'Das ist ein geheimer Schlüssel: Er darf alles.',
        },
        {
          en: 'Make a restricted key with the rights listed.',
          de: 'Einen eingeschränkten Schlüssel mit den aufgeführten Rechten erstellen.',
        },
      );
    if (!key || !/^rk_(live|test)_/.test(key))
      return wrongAt(
        ['key'],
        {
          en: 'A restricted key begins with rk_live_ or rk_test_.',
          de: 'Ein eingeschränkter Schlüssel beginnt mit rk_live_ oder rk_test_.',
        },
        {
          en: 'Copy it from Stripe’s list of API keys.',
          de: 'Aus der Liste der API-Schlüssel in Stripe kopieren.',
        },
      );
    if (isKeyOfOtherMode(key, environment)) return otherMode(environment);
    return { ok: true, url, headers: bearer(key) };
  },
};

const otherMode = (wanted: FormPlace['environment']) =>
  wanted === 'live'
    ? wrongAt(
        ['key'],
        {
          en: 'This is a test key: it sees no real customers.',
          de: 'Das ist ein Testschlüssel: Er sieht keine echten Kunden.',
        },
        {
          en: 'Switch Stripe to live mode and copy a key that begins with rk_live_.',
          de: 'Stripe in den Live-Modus schalten und einen Schlüssel kopieren, der mit rk_live_ beginnt.',
        },
      )
    : wrongAt(
        ['key'],
        {
          en: 'This is a live key, and this connection is for test data.',
          de: 'Das ist ein Live-Schlüssel, und diese Verbindung ist für Testdaten.',
        },
        {
          en: 'Copy a key of the sandbox; it begins with rk_test_.',
          de: 'Einen Schlüssel der Sandbox kopieren; er beginnt mit rk_test_.',
        },
      );
