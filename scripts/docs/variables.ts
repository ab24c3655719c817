import { connectionForms } from '../../apps/api/src/connectors/connection-forms.ts';
import { zendeskScopes } from '../../apps/api/src/connectors/zendesk/scopes.ts';

export interface Row {
  /** `<VENDOR>` stands for any vendor that has such a variable and is named in no other row. */
  readonly names: readonly string[];
  readonly what: string;
}

const indispensable = zendeskScopes.filter(({ without }) => without === undefined).map(({ scope }) => scope);
const further = zendeskScopes.filter(({ without }) => without !== undefined);
const scopesOf = (connector: string, isForSync = false) =>
  (connectionForms[connector]?.methods({ url: undefined, consoleUrl: undefined, environment: 'live' }) ?? [])
    .flatMap(({ scopes }) => scopes.flatMap((one) => (isForSync === (one.isOnlyForSync ?? false) ? [one.scope] : [])))
    // A right that only people know by name is no scope of a token.
    .filter((scope) => !scope.includes(' '))
    .join(' ');

/** Every variable of the environment, in the order in which somebody needs them. */
export const variables: readonly Row[] = [
  {
    names: ['LEARN_TENANTS'],
    what: 'which helpdesks may connect themselves: `none`, `any`, or subdomains like `acme,other`',
  },
  { names: ['PUBLIC_URL'], what: 'where helpdesks and browsers reach this server, without a path' },
  {
    names: ['SECRETS_KEY', 'SECRETS_KEY_FILE'],
    what: '32 bytes, base64, or a file that holds them: seals what admins type ([secrets](docs/secrets.md))',
  },
  { names: ['SECRETS_KEY_PREVIOUS', 'SECRETS_KEY_PREVIOUS_FILE'], what: 'the one before, while it is replaced' },
  {
    names: ['SECRETS_KMS_KEY', 'SECRETS_KMS_KEY_PREVIOUS'],
    what: 'instead of those: the ARN of a key that AWS KMS keeps, and of the one before it ([secrets](docs/secrets.md))',
  },
  {
    names: ['ZENDESK_CLIENT_ID', 'ZENDESK_CLIENT_SECRET'],
    what: 'the OAuth client that helpdesks are connected through',
  },
  { names: ['ZENDESK_OAUTH_SCOPES'], what: 'other scopes than the connect page asks for, separated by spaces' },
  {
    names: ['SIDELIGHT_TENANT'],
    what: 'instead of the setup page: the one helpdesk this environment connects, the `acme` of acme.zendesk.com',
  },
  { names: ['ZENDESK_INSTALLATION_ID'], what: 'number of its app installation' },
  {
    names: ['ZENDESK_APP_PUBLIC_KEY', 'ZENDESK_APP_PUBLIC_KEY_FILE'],
    what: 'the app’s public key, PEM (`/api/v2/apps/<id>/public_key.pem`)',
  },
  {
    names: ['ZENDESK_TOKEN'],
    what: `OAuth access token, scopes \`${indispensable.join(' ')}\`; and, each only for this: ${further
      .map(({ scope, purpose }) => `\`${scope}\` (${purpose.en})`)
      .join(', ')}`,
  },
  {
    names: ['ZENDESK_WEBHOOK_SECRET'],
    what: 'signing secret of the ticket webhook to `/webhooks/<tenant>/helpdesk`, 32 characters or more (optional: prefetch)',
  },
  {
    names: ['STRIPE_WEBHOOK_SECRET'],
    what: 'signing secret (`whsec_…`) of the destination at `/webhooks/<tenant>/billing` (optional: plan and payment are right at once after a change)',
  },
  {
    names: ['JIRA_WEBHOOK_SECRET'],
    what: 'secret of the webhook to `/webhooks/<tenant>/issues` (optional: known issues are right at once after a change)',
  },
  {
    names: ['HUBSPOT_WEBHOOK_SECRET'],
    what: 'client secret of the app whose webhooks come to `/webhooks/<tenant>/crm` (optional: edits and won deals are known in seconds; with `clientId` in the map, its journal is read by it too)',
  },
  {
    names: ['HUBSPOT_TOKEN'],
    what: `service key (or the token of an app), scopes \`${scopesOf('hubspot')}\`; for Sync also \`${scopesOf('hubspot', true)}\``,
  },
  {
    names: ['HUBSPOT_CLIENT_ID', 'HUBSPOT_CLIENT_SECRET'],
    what: 'your app at HubSpot: with it, admins connect on HubSpot’s own page instead of pasting a key ([install](docs/install.md#apps-at-the-vendors))',
  },
  {
    names: ['JIRA_CLIENT_ID', 'JIRA_CLIENT_SECRET'],
    what: 'the same of your OAuth 2.0 (3LO) app at Atlassian',
  },
  {
    names: ['STRIPE_KEY'],
    what: 'restricted key, read on Customers, Subscriptions, Invoices, Prices, Products, Payment Intents; `rk_live_` where the map says `live`',
  },
  { names: ['POSTHOG_KEY'], what: `personal API key, scope \`${scopesOf('posthog')}\`, one project` },
  {
    names: ['JIRA_URL', 'JIRA_EMAIL', 'JIRA_TOKEN'],
    what: `\`https://<site>.atlassian.net\`; the account needs Browse Projects only. Or, for a token with scopes (\`${scopesOf('jira')}\`), \`https://api.atlassian.com/ex/jira/<cloud id>\` with the site as \`JIRA_CONSOLE_URL\``,
  },
  { names: ['STATUSPAGE_URL'], what: 'your public status page; no key' },
  { names: ['MAP_DIR'], what: 'where the map is' },
  {
    names: ['MAP_WRITABLE'],
    what: '`yes` where admins may change rules of sync on the Sync page, which writes them into `MAP_DIR`: for one process, or for several that share the folder (the others read it again on SIGHUP)',
  },
  {
    names: ['DATABASE_URL'],
    what: 'PostgreSQL. Without it PGlite keeps its data in `DATA_DIR`: for one small machine',
  },
  { names: ['DATA_DIR'], what: 'PGlite’s folder; one process may have it' },
  { names: ['PORT', 'HOST'], what: 'where it listens; TLS is the reverse proxy’s work' },
  {
    names: ['BACKUPS_KEPT_DAYS'],
    what: 'how long you keep backups of the database; the receipt of an erasure names the day ([privacy](docs/privacy.md))',
  },
  { names: ['DRAIN_MS'], what: 'how long a process that was told to stop still serves, in milliseconds' },
  {
    names: ['TRUSTED_PROXIES'],
    what: 'addresses and nets of your own proxies, e.g. `127.0.0.1, 10.0.0.0/8`: what they say in `X-Forwarded-For` is whom they ask for ([security](docs/security.md))',
  },
  {
    names: ['RATE_LIMIT_PERCENT'],
    what: 'how much one page, agent, helpdesk and address may ask, in percent of what is usual: 200 is twice as much',
  },
  { names: ['MAX_CONNECTIONS'], what: 'open at once; whoever comes then is turned away' },
  {
    names: ['METRICS_TOKEN'],
    what: 'who sends it as a bearer token reads `/metrics` and `/openapi.json`; without it nobody does',
  },
  {
    names: ['SESSION_SECRET'],
    what: '32 random bytes, base64. Without it worked out from `SECRETS_KEY`; without that a restart signs everybody out',
  },
  {
    names: ['SESSION_SECRET_PREVIOUS'],
    what: 'the one before, while it is replaced ([secrets](docs/secrets.md#replacing-the-key))',
  },
  {
    names: ['ALLOW_HOSTS'],
    what: '`host:port` list a connector may call besides its vendor’s own (self-hosted PostHog, own status page); `acme=host:port` for the connections of one helpdesk alone',
  },
  {
    names: ['ALERT_CHANNELS'],
    what: 'JSON list of Slack, PagerDuty and webhook channels that tell owners ([outages](docs/outages.md))',
  },
  {
    names: ['<VENDOR>_OAUTH_URL'],
    what: 'in place of the addresses that a vendor has for OAuth: for a stand-in of it',
  },
  { names: ['<VENDOR>_STATUS_URL'], what: 'a vendor’s status page where it is another than the map says' },
  { names: ['ZENDESK_ORIGIN', 'ZENDESK_URL'], what: 'where helpdesks are, and where their API is' },
  { names: ['<VENDOR>_URL', '<VENDOR>_CONSOLE_URL'], what: 'other regions and prefixes; where "Open" links lead' },
  { names: ['ZAF_SDK'], what: '`cdn` or `bundled`: which copy of the helpdesk’s SDK the pages load' },
  { names: ['LOG_LEVEL'], what: '`debug`, `info`, `warn`, `error` or `silent`' },
];
