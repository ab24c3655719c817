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
}

/** The environment that points the API at this world, name by name as in its configuration. */
export function environment({
  urls,
  credentials,
  installation,
  helpdeskUrl,
  outsideUrl,
  publicKeyPem,
}: Known): Record<string, string> {
  const consoles = Object.entries(urls).map(([vendor, url]) => [
    `${vendor.toUpperCase()}_CONSOLE_URL`,
    `${url}/console`,
  ]);
  const pages = Object.keys(urls).map((vendor) => [
    `${vendor.toUpperCase()}_STATUS_URL`,
    `${outsideUrl}/status/${vendor}`,
  ]);
  return {
    SIDELIGHT_TENANT: installation.subdomain,
    ZENDESK_INSTALLATION_ID: installation.installationId,
    ZENDESK_APP_PUBLIC_KEY: publicKeyPem,
    ZENDESK_ORIGIN: helpdeskUrl,
    ZENDESK_URL: urls.zendesk,
    ZENDESK_TOKEN: credentials.zendesk.token,
    ZENDESK_WEBHOOK_SECRET: credentials.zendesk.webhookSecret,
    HUBSPOT_URL: urls.hubspot,
    HUBSPOT_TOKEN: credentials.hubspot.token,
    STRIPE_URL: urls.stripe,
    STRIPE_KEY: credentials.stripe.key,
    POSTHOG_URL: urls.posthog,
    POSTHOG_KEY: credentials.posthog.key,
    JIRA_URL: urls.jira,
    JIRA_EMAIL: credentials.jira.email,
    JIRA_TOKEN: credentials.jira.token,
    STATUSPAGE_URL: urls.statuspage,
    ...Object.fromEntries([...consoles, ...pages]),
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
