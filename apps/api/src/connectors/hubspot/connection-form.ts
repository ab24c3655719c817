import type { VendorText } from '@sidelight/shared/setup/vendor-text.ts';
import { bearer, type ConnectionForm, vendorLabel, wrong, wrongAt } from '../connection-form.ts';

/** What was an API key until HubSpot closed them in 2022, and is the number of an app or a client today. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** RFC 6750 2.1: what may stand behind "Bearer". Service keys have no documented beginning. */
const BEARER = /^[A-Za-z0-9\-._~+/]+=*$/;
const SHORTEST = 10;

const COPY_IT: VendorText = {
  en: 'Open the service key in HubSpot, choose Show, and copy all of it.',
  de: 'Den Service-Schlüssel in HubSpot öffnen, „Anzeigen“ wählen und ganz kopieren.',
};

/**
 * A service key, or the access token of a project-based app.
 * https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/account-service-keys
 */
export const hubspotForm: ConnectionForm = {
  methods: () => [
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
      scopes: [
        {
          scope: 'crm.objects.contacts.read',
          purpose: {
            en: 'finds the person who wrote, by id or e-mail',
            de: 'findet, wer geschrieben hat, über die ID oder E-Mail-Adresse',
          },
        },
        {
          scope: 'crm.objects.companies.read',
          purpose: {
            en: 'reads the company, its tier, owner and ids',
            de: 'liest die Firma, ihre Stufe, Betreuung und IDs',
          },
        },
        {
          scope: 'crm.objects.deals.read',
          purpose: {
            en: 'reads the company’s deals; without it only the Sales card stays empty',
            de: 'liest die Deals der Firma; ohne ihn bleibt nur die Karte „Vertrieb“ leer',
          },
        },
        {
          scope: 'crm.objects.owners.read',
          purpose: {
            en: 'names whose a deal or call is, on the same card',
            de: 'nennt auf derselben Karte, wer einen Deal oder ein Gespräch führt',
          },
        },
        {
          scope: 'crm.objects.contacts.write',
          purpose: {
            en: 'Only for Sync: changes contacts to what both sides agree on, and writes notes',
            de: 'Nur für den Abgleich: schreibt abgeglichene Werte in Kontakte, und Notizen',
          },
          isOnlyForSync: true,
        },
        {
          scope: 'crm.objects.companies.write',
          purpose: {
            en: 'Only for Sync: changes companies to what both sides agree on',
            de: 'Nur für den Abgleich: schreibt abgeglichene Werte in Firmen',
          },
          isOnlyForSync: true,
        },
      ],
      help: {
        text: {
          en: 'HubSpot: Settings → Integrations → Service Keys → Create service key. The access token of a private or project-based app works too.',
          de: 'HubSpot: Einstellungen → Integrationen → Service-Schlüssel → Service-Schlüssel erstellen. Das Zugriffstoken einer privaten oder projektbasierten App geht auch.',
        },
        url: 'https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/account-service-keys',
      },
    },
  ],
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
