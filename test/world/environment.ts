import { createHash } from 'node:crypto';
import type { Credentials } from './credentials.ts';
import type { Installation } from './sign.ts';
import type { Vendor } from './systems.ts';

interface Known {
  readonly urls: Readonly<Record<Vendor, string>>;
  readonly credentials: Credentials;
  readonly installation: Installation;
  readonly helpdeskUrl: string;
  readonly outsideUrl: string;
  readonly publicKeyPem: string;
  readonly hasCrmApp: boolean;
}

/** What a server needs that nobody has connected yet: the admin brings the rest on the setup page. */
interface KnownBefore extends Omit<Known, 'installation' | 'hasCrmApp'> {
  readonly seed: string;
  readonly tenant: string;
  readonly apiUrl: string;
}

/** The environment that points the API at this world, name by name as in its configuration. */
export function environment(known: Known): Record<string, string> {
  const { urls, credentials, installation } = known;
  return {
    ...surroundings(known),
    SIDELIGHT_TENANT: installation.subdomain,
    ZENDESK_INSTALLATION_ID: installation.installationId,
    ZENDESK_TOKEN: credentials.zendesk.token,
    ZENDESK_WEBHOOK_SECRET: credentials.zendesk.webhookSecret,
    HUBSPOT_TOKEN: credentials.hubspot.token,
    ...(known.hasCrmApp && { HUBSPOT_WEBHOOK_SECRET: credentials.hubspot.appSecret }),
    STRIPE_KEY: credentials.stripe.key,
    POSTHOG_KEY: credentials.posthog.key,
    JIRA_URL: urls.jira,
    JIRA_EMAIL: credentials.jira.email,
    JIRA_TOKEN: credentials.jira.token,
    STATUSPAGE_URL: urls.statuspage,
  };
}

/** The environment of a server that waits for this helpdesk to install its app; without any vendor's credentials. */
export function installEnvironment(known: KnownBefore): Record<string, string> {
  const { credentials, seed, tenant, apiUrl } = known;
  return {
    ...surroundings(known),
    LEARN_TENANTS: tenant,
    ZENDESK_CLIENT_ID: credentials.zendesk.clientId,
    ZENDESK_CLIENT_SECRET: credentials.zendesk.clientSecret,
    HUBSPOT_CLIENT_ID: credentials.hubspot.appClientId,
    HUBSPOT_CLIENT_SECRET: credentials.hubspot.appSecret,
    HUBSPOT_OAUTH_URL: known.urls.hubspot,
    JIRA_CLIENT_ID: credentials.jira.clientId,
    JIRA_CLIENT_SECRET: credentials.jira.clientSecret,
    JIRA_OAUTH_URL: known.urls.jira,
    SECRETS_KEY: createHash('sha256').update(`${seed}:secrets-key`).digest('base64'),
    PUBLIC_URL: apiUrl,
  };
}

/** By which `/metrics` and `/openapi.json` are read. */
export const METRICS_TOKEN = 'metrics-of-the-simulated-world';

/** Where everything is, whoever connects it. */
function surroundings({
  urls,
  credentials,
  helpdeskUrl,
  outsideUrl,
  publicKeyPem,
}: Omit<Known, 'installation' | 'hasCrmApp'>) {
  const consoles = Object.entries(urls).map(([vendor, url]) => [
    `${vendor.toUpperCase()}_CONSOLE_URL`,
    `${url}/console`,
  ]);
  const pages = Object.keys(urls).map((vendor) => [
    `${vendor.toUpperCase()}_STATUS_URL`,
    `${outsideUrl}/status/${vendor}`,
  ]);
  return {
    ZENDESK_APP_PUBLIC_KEY: publicKeyPem,
    ZENDESK_ORIGIN: helpdeskUrl,
    ZENDESK_URL: urls.zendesk,
    HUBSPOT_URL: urls.hubspot,
    STRIPE_URL: urls.stripe,
    POSTHOG_URL: urls.posthog,
    ...Object.fromEntries([...consoles, ...pages]),
    // Tests and benchmarks ask as no agent does; those of the limits themselves say their own.
    RATE_LIMIT_PERCENT: '999999999',
    METRICS_TOKEN,
    ALERT_CHANNELS: JSON.stringify(alertChannels(outsideUrl, credentials.alerts)),
    ALLOW_HOSTS: [...Object.values(urls), outsideUrl].map((url) => new URL(url).host).join(','),
  };
}

/** Channels by the names the map's teams use. */
function alertChannels(outsideUrl: string, { slackPaths, routingKey, hookSecret }: Credentials['alerts']) {
  const slack = (name: string, i: number) => ({ name, kind: 'slack', url: `${outsideUrl}${slackPaths[i]}` });
  return [
    slack('integrations-slack', 0),
    slack('support-slack', 1),
    slack('revops-slack', 2),
    { name: 'integrations-pager', kind: 'pagerduty', url: `${outsideUrl}/v2/enqueue`, routingKey },
    { name: 'integrations-hook', kind: 'webhook', url: `${outsideUrl}/hook`, secret: hookSecret },
  ];
}
