import type { VendorText } from '@sidelight/shared/setup/vendor-text.ts';
import { bearer, type ConnectionForm, vendorLabel, wrong, wrongAt } from '../connection-form.ts';
import { hubspotScopes, withoutHubspotScopes } from './scopes.ts';

/** What was an API key until HubSpot closed them in 2022, and is the number of an app or a client today. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** RFC 6750 2.1: what may stand behind "Bearer". Service keys have no documented beginning. */
const BEARER = /^[A-Za-z0-9\-._~+/]+=*$/;
const SHORTEST = 10;

const COPY_IT: VendorText = {
  en: 'Open the service key in HubSpot, choose Show, and copy all of it.',
  de: 'Den Service-Schlüssel in HubSpot öffnen, „Anzeigen“ wählen und ganz kopieren.',
};

const scopes = hubspotScopes.map(({ scope, purpose, isOnlyForSync }) => ({
  ...{ scope, purpose },
  ...(isOnlyForSync && { isOnlyForSync }),
}));

/**
 * HubSpot's own page; or a service key, or the access token of a project-based app.
 * https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/account-service-keys
 */
export const hubspotForm: ConnectionForm = {
  methods: () => [
    {
      kind: 'oauth',
      scopes,
      help: {
        text: {
          en: 'Opens HubSpot in a new window. You must be a super admin there, or be allowed to install apps.',
          de: 'HubSpot öffnet sich in einem neuen Fenster. Zustimmen kann dort, wer Super-Admin ist oder Apps installieren darf.',
        },
      },
    },
    {
      kind: 'key',
      inputs: [
        {
          name: 'token',
          label: vendorLabel('Service key', 'Service-Schlüssel'),
          isSecret: true,
          example: 'pat-eu1-…',
        },
      ],
      scopes,
      help: {
        text: {
          en: 'HubSpot: Settings → Integrations → Service Keys → Create service key. The access token of a private or project-based app works too.',
          de: 'HubSpot: Einstellungen → Integrationen → Service-Schlüssel → Service-Schlüssel erstellen. Das Zugriffstoken einer privaten oder projektbasierten App geht auch.',
        },
        url: 'https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/account-service-keys',
      },
    },
  ],
  without: withoutHubspotScopes,
  open({ token: typed }, { url }) {
    if (!url) return wrong([], { code: 'no_vendor_address', variable: 'HUBSPOT_URL' });
    const token = typed?.trim().replace(/^bearer\s+/i, '') ?? '';
    const fault = faultOf(token);
    if (fault) return wrongAt(['token'], fault, COPY_IT);
    return { ok: true, url, headers: bearer(token) };
  },
};

function faultOf(token: string): VendorText | undefined {
  if (token === '') return { en: 'The service key is missing.', de: 'Der Service-Schlüssel fehlt.' };
  if (UUID.test(token))
    return {
      en: 'This is an old API key or the ID of an app. HubSpot accepts neither as a key.',
      de: 'Das ist ein alter API-Schlüssel oder die ID einer App. HubSpot nimmt keins von beiden als Schlüssel an.',
    };
  if (!BEARER.test(token))
    return {
      en: 'A key holds no spaces or other signs: this is more than the key, or something else.',
      de: 'Ein Schlüssel enthält keine Leer- oder Sonderzeichen: Das ist mehr als der Schlüssel oder etwas anderes.',
    };
  if (token.length < SHORTEST)
    return {
      en: 'This is too short to be a whole key.',
      de: 'Das ist zu kurz für einen ganzen Schlüssel.',
    };
  return undefined;
}
