import type { VendorText } from '@sidelight/shared/setup/vendor-text.ts';
import type { AskedScope } from '../asked-scope.ts';
import { scopesIn } from '../oauth.ts';

/** What the product asks of the CRM, and what for. https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes */
export const hubspotScopes: readonly AskedScope[] = [
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
    without: { en: 'The Sales card shows no deals.', de: 'Die Karte „Vertrieb“ zeigt keine Deals.' },
  },
  {
    scope: 'crm.objects.owners.read',
    purpose: {
      en: 'names whose a deal or call is, on the same card',
      de: 'nennt auf derselben Karte, wer einen Deal oder ein Gespräch führt',
    },
    without: {
      en: 'The Sales card does not name whose a deal or call is.',
      de: 'Die Karte „Vertrieb“ nennt nicht, wer einen Deal oder ein Gespräch führt.',
    },
  },
  {
    scope: 'crm.objects.contacts.write',
    purpose: {
      en: 'Only for Sync: changes contacts to what both sides agree on, and writes notes',
      de: 'Nur für den Abgleich: schreibt abgeglichene Werte in Kontakte, und Notizen',
    },
    without: {
      en: 'Sync may not change contacts in HubSpot.',
      de: 'Der Abgleich darf Kontakte in HubSpot nicht ändern.',
    },
    isOnlyForSync: true,
    writes: 'contacts',
  },
  {
    scope: 'crm.objects.companies.write',
    purpose: {
      en: 'Only for Sync: changes companies to what both sides agree on',
      de: 'Nur für den Abgleich: schreibt abgeglichene Werte in Firmen',
    },
    without: {
      en: 'Sync may not change companies in HubSpot.',
      de: 'Der Abgleich darf Firmen in HubSpot nicht ändern.',
    },
    isOnlyForSync: true,
    writes: 'companies',
  },
];

/** As the app's own settings have to have them: the first are `requiredScopes`, the others `optionalScopes`. */
export const isRequired = (scope: string): boolean =>
  !hubspotScopes.some((one) => one.scope === scope && one.without !== undefined);

export function withheldHubspotScopes(granted: string | null | undefined, asked: readonly string[]): readonly string[] {
  const given = scopesIn(granted);
  return given.length === 0 ? [] : asked.filter((scope) => !given.includes(scope));
}

/** What there is not without these. */
export const withoutHubspotScopes = (withheld: readonly string[]): readonly VendorText[] =>
  hubspotScopes.flatMap(({ scope, without }) => (without !== undefined && withheld.includes(scope) ? [without] : []));
