import { bearer, type ConnectionForm, wrong } from '../connection-form.ts';

/** What was an API key until HubSpot closed them in 2022, and is the number of an app or a client today. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** RFC 6750 2.1: what may stand behind "Bearer". Service keys have no documented beginning. */
const BEARER = /^[A-Za-z0-9\-._~+/]+=*$/;
const SHORTEST = 10;

/**
 * A service key, or the access token of a project-based app.
 * https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/account-service-keys
 */
export const hubspotForm: ConnectionForm = {
  methods: () => [
    {
      kind: 'key',
      inputs: [{ name: 'token', label: 'Service key', isSecret: true, example: 'pat-eu1-…' }],
      scopes: [
        { scope: 'crm.objects.contacts.read', why: 'finds the person who wrote, by id or e-mail' },
        { scope: 'crm.objects.companies.read', why: 'reads the company, its tier, owner and ids' },
      ],
      help: {
        text: 'HubSpot: Settings → Integrations → Service Keys → Create service key. The access token of a private or project-based app works too.',
        url: 'https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/account-service-keys',
      },
    },
  ],
  open({ token: typed }, { url }) {
    if (!url) return wrong([], 'The server does not know where HubSpot is.', 'Set HUBSPOT_URL on the server.');
    const token = typed?.trim().replace(/^bearer\s+/i, '') ?? '';
    const why = whyNoToken(token);
    if (why) return wrong(['token'], why, 'Open the service key in HubSpot, choose Show, and copy all of it.');
    return { ok: true, url, headers: bearer(token) };
  },
};

function whyNoToken(token: string): string | undefined {
  if (token === '') return 'The service key is missing.';
  if (UUID.test(token)) return 'This is an old API key or the ID of an app. HubSpot accepts neither as a key.';
  if (!BEARER.test(token)) return 'A key holds no spaces or other signs: this is more than the key, or something else.';
  if (token.length < SHORTEST) return 'This is too short to be a whole key.';
  return undefined;
}
