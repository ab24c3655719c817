import type { AppWebhook } from '@sidelight/shared/setup/app-webhook.ts';
import { ago } from '../scenarios/values.ts';

const CHANGES = ['creation', 'propertyChange', 'deletion', 'merge', 'restore', 'privacyDeletion', 'associationChange'];

/** The CRM's, set up yesterday, and heard of lately. */
export function crmWebhook(more: Partial<AppWebhook> = {}): AppWebhook {
  return {
    ...{ system: 'crm', systemName: 'CRM', name: 'HubSpot' },
    about: {
      en: 'For Sync: HubSpot tells of edits and won deals within seconds. Without it HubSpot is asked every 15 seconds.',
      de: 'Für den Abgleich: HubSpot meldet Änderungen und gewonnene Deals binnen Sekunden. Ohne ihn wird HubSpot alle 15 Sekunden gefragt.',
    },
    keyLabel: { en: 'Client secret of the app', de: 'Client-Secret der App' },
    help: {
      en: 'HubSpot: Development → Projects → your app. The secret is on the Auth tab, the webhook on the Webhooks tab.',
      de: 'HubSpot: Entwicklung → Projekte → Ihre App. Das Client-Secret steht auf dem Reiter „Auth“, der Webhook auf dem Reiter „Webhooks“.',
    },
    address: 'https://sidelight.acme.example/webhooks/acme/crm',
    subscriptions: [
      'deal.propertyChange',
      ...['contact', 'company'].flatMap((kind) => CHANGES.map((change) => `${kind}.${change}`)),
    ],
    signingKey: { kind: 'set', at: ago(86_400_000), by: 'Olivia Castellano' },
    lastDeliveryAt: ago(40_000),
    ...more,
  };
}

/** With the secret before it still accepted. */
export const replaced = (): AppWebhook =>
  crmWebhook({
    signingKey: { kind: 'set', at: ago(600_000), by: 'Olivia Castellano', previousUntil: ago(-3_000_000) },
  });
