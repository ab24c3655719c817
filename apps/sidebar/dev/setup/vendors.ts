import type { SetupConnection } from '@sidelight/shared/setup/connection.ts';
import { teams } from '../status/people.ts';

const label = (en: string, de: string) => ({ kind: 'vendor', text: { en, de } }) as const;
const secret = (name: string, en: string, de: string, example: string) => ({
  ...{ name, label: label(en, de), isSecret: true, example },
});
const plain = (name: string, en: string, de: string, example: string) => ({
  ...{ name, label: label(en, de), isSecret: false, example },
});

const none = { kind: 'not_connected' } as const;

/** The six systems of the demo company, none of them connected. */
export const vendors = {
  zendesk: {
    connector: 'zendesk',
    name: 'Zendesk',
    system: 'helpdesk',
    systemName: 'Helpdesk',
    cards: ['Customer'],
    owner: teams.supportOps,
    standing: none,
    methods: [
      {
        kind: 'oauth',
        scopes: [
          { scope: 'tickets:read', purpose: { en: 'whose ticket this is', de: 'wem dieses Ticket gehört' } },
          {
            scope: 'users:read',
            purpose: { en: 'the requester’s name and address', de: 'Name und Adresse der anfragenden Person' },
          },
          {
            scope: 'webhooks:write',
            purpose: { en: 'to register the webhook below', de: 'meldet den Webhook unten an' },
          },
        ],
        help: {
          text: {
            en: 'You must be signed in to Zendesk as an administrator.',
            de: 'Dort muss man als Administrator angemeldet sein.',
          },
        },
      },
    ],
  },
  hubspot: {
    connector: 'hubspot',
    name: 'HubSpot',
    system: 'crm',
    systemName: 'CRM',
    cards: ['Customer', 'Account owner'],
    owner: teams.salesOps,
    standing: none,
    methods: [
      {
        kind: 'oauth',
        scopes: [
          {
            scope: 'crm.objects.companies.read',
            purpose: { en: 'company, tier, owner', de: 'Unternehmen, Stufe, Zuständigkeit' },
          },
          {
            scope: 'crm.objects.contacts.read',
            purpose: { en: 'who writes, and for which company', de: 'wer schreibt, und für welches Unternehmen' },
          },
        ],
        help: {
          text: {
            en: 'A HubSpot super admin has to agree once.',
            de: 'Ein Super-Admin in HubSpot muss einmal zustimmen.',
          },
        },
      },
      {
        kind: 'key',
        inputs: [secret('token', 'Service key', 'Service-Schlüssel', 'pat-eu1-…')],
        scopes: [
          {
            scope: 'crm.objects.companies.read',
            purpose: { en: 'company, tier, owner', de: 'Unternehmen, Stufe, Zuständigkeit' },
          },
          {
            scope: 'crm.objects.contacts.read',
            purpose: { en: 'who writes, and for which company', de: 'wer schreibt, und für welches Unternehmen' },
          },
        ],
        help: {
          text: {
            en: 'Settings › Integrations › Service Keys › Create service key',
            de: 'Einstellungen › Integrationen › Service-Schlüssel › Erstellen',
          },
          url: 'https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/account-service-keys',
        },
      },
    ],
  },
  stripe: {
    connector: 'stripe',
    name: 'Stripe',
    system: 'billing',
    systemName: 'Billing',
    cards: ['Plan', 'Payment'],
    owner: teams.revOps,
    standing: none,
    methods: [
      {
        kind: 'key',
        inputs: [secret('key', 'Restricted key', 'Eingeschränkter Schlüssel', 'rk_live_…')],
        scopes: [
          {
            scope: 'Customers: read',
            purpose: { en: 'which company an invoice is for', de: 'für welches Unternehmen eine Rechnung ist' },
          },
          { scope: 'Subscriptions: read', purpose: { en: 'plan, seats, renewal', de: 'Tarif, Plätze, Verlängerung' } },
          { scope: 'Invoices: read', purpose: { en: 'whether they have paid', de: 'ob bezahlt ist' } },
        ],
        help: {
          text: {
            en: 'Developers › API keys › Create restricted key',
            de: 'Entwickler › API-Schlüssel › Eingeschränkten Schlüssel erstellen',
          },
          url: 'https://dashboard.stripe.com/apikeys/create',
        },
      },
    ],
  },
  posthog: {
    connector: 'posthog',
    name: 'PostHog',
    system: 'telemetry',
    systemName: 'Telemetry',
    cards: ['Usage'],
    owner: teams.integrations,
    standing: none,
    methods: [
      {
        kind: 'key',
        inputs: [
          plain('host', 'Address', 'Adresse', 'https://eu.posthog.com'),
          plain('project', 'Project', 'Projekt', '31874'),
          secret('key', 'Personal API key', 'Persönlicher API-Schlüssel', 'phx_…'),
        ],
        scopes: [
          {
            scope: 'query:read',
            purpose: {
              en: 'logins, errors and adoption of one account',
              de: 'Anmeldungen, Fehler und Nutzung eines Kontos',
            },
          },
        ],
        help: {
          text: {
            en: 'Settings › Personal API keys, one project only',
            de: 'Einstellungen › Persönliche API-Schlüssel, nur ein Projekt',
          },
          url: 'https://eu.posthog.com/settings/user',
        },
      },
    ],
  },
  jira: {
    connector: 'jira',
    name: 'Jira',
    system: 'issues',
    systemName: 'Issue tracker',
    cards: ['Known issues'],
    owner: teams.integrations,
    standing: none,
    methods: [
      {
        kind: 'key',
        inputs: [
          plain('url', 'Site', 'Site', 'https://acme.atlassian.net'),
          plain('email', 'Account', 'Konto', 'sidelight@acme.example'),
          secret('token', 'API token', 'API-Token', 'ATATT3x…'),
        ],
        scopes: [
          {
            scope: 'Browse Projects',
            purpose: { en: 'bugs that touch this customer', de: 'Fehler, die diesen Kunden betreffen' },
          },
        ],
        help: {
          text: { en: 'Account settings › Security › API tokens', de: 'Kontoeinstellungen › Sicherheit › API-Tokens' },
          url: 'https://id.atlassian.com/manage-profile',
        },
      },
    ],
  },
  statuspage: {
    connector: 'statuspage',
    name: 'Statuspage',
    system: 'issues',
    systemName: 'Issue tracker',
    cards: ['Known issues'],
    owner: teams.integrations,
    standing: none,
    methods: [
      {
        kind: 'key',
        inputs: [
          plain('url', 'Your public status page', 'Ihre öffentliche Statusseite', 'https://status.acme.example'),
        ],
        scopes: [],
        help: {
          text: {
            en: 'The page is public: no key is needed.',
            de: 'Die Seite ist öffentlich: Ein Schlüssel ist nicht nötig.',
          },
        },
      },
    ],
  },
} satisfies Record<string, SetupConnection>;
