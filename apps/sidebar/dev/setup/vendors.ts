import type { SetupConnection } from '@sidelight/shared/setup/connection.ts';
import { teams } from '../status/people.ts';

const secret = (name: string, label: string, example: string) => ({ name, label, isSecret: true, example });
const plain = (name: string, label: string, example: string) => ({ name, label, isSecret: false, example });

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
          { scope: 'tickets:read', why: 'whose ticket this is' },
          { scope: 'users:read', why: 'the requester’s name and address' },
          { scope: 'webhooks:write', why: 'to register the webhook below' },
        ],
        help: { text: 'You must be signed in to Zendesk as an administrator.' },
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
          { scope: 'crm.objects.companies.read', why: 'company, tier, owner' },
          { scope: 'crm.objects.contacts.read', why: 'who writes, and for which company' },
        ],
        help: { text: 'A HubSpot super admin has to agree once.' },
      },
      {
        kind: 'key',
        inputs: [secret('token', 'Service key', 'pat-eu1-…')],
        scopes: [
          { scope: 'crm.objects.companies.read', why: 'company, tier, owner' },
          { scope: 'crm.objects.contacts.read', why: 'who writes, and for which company' },
        ],
        help: {
          text: 'Settings › Integrations › Service Keys › Create service key',
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
        inputs: [secret('key', 'Restricted key', 'rk_live_…')],
        scopes: [
          { scope: 'Customers: read', why: 'which company an invoice is for' },
          { scope: 'Subscriptions: read', why: 'plan, seats, renewal' },
          { scope: 'Invoices: read', why: 'whether they have paid' },
        ],
        help: {
          text: 'Developers › API keys › Create restricted key',
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
          plain('host', 'Address', 'https://eu.posthog.com'),
          plain('project', 'Project', '31874'),
          secret('key', 'Personal API key', 'phx_…'),
        ],
        scopes: [{ scope: 'query:read', why: 'logins, errors and adoption of one account' }],
        help: { text: 'Settings › Personal API keys, one project only', url: 'https://eu.posthog.com/settings/user' },
      },
    ],
  },
  jira: {
    connector: 'jira',
    name: 'Jira',
    system: 'issues',
    systemName: 'Known issues',
    cards: ['Known issues'],
    owner: teams.integrations,
    standing: none,
    methods: [
      {
        kind: 'key',
        inputs: [
          plain('url', 'Site', 'https://acme.atlassian.net'),
          plain('email', 'Account', 'sidelight@acme.example'),
          secret('token', 'API token', 'ATATT3x…'),
        ],
        scopes: [{ scope: 'Browse Projects', why: 'bugs that touch this customer' }],
        help: { text: 'Account settings › Security › API tokens', url: 'https://id.atlassian.com/manage-profile' },
      },
    ],
  },
  statuspage: {
    connector: 'statuspage',
    name: 'Statuspage',
    system: 'issues',
    systemName: 'Known issues',
    cards: ['Known issues'],
    owner: teams.integrations,
    standing: none,
    methods: [
      {
        kind: 'key',
        inputs: [plain('url', 'Your public status page', 'https://status.acme.example')],
        scopes: [],
        help: { text: 'The page is public: no key is needed.' },
      },
    ],
  },
} satisfies Record<string, SetupConnection>;
