import type { Credentials } from './credentials.ts';
import type { Installation } from './sign.ts';
import type { Vendor } from './systems.ts';

interface Known {
  readonly urls: Readonly<Record<Vendor, string>>;
  readonly credentials: Credentials;
  readonly installation: Installation;
  readonly helpdeskUrl: string;
  readonly publicKeyPem: string;
}

/** The environment that points the API at this world, name by name as in its configuration. */
export function environment({
  urls,
  credentials,
  installation,
  helpdeskUrl,
  publicKeyPem,
}: Known): Record<string, string> {
  const consoles = Object.entries(urls).map(([vendor, url]) => [
    `${vendor.toUpperCase()}_CONSOLE_URL`,
    `${url}/console`,
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
    ...Object.fromEntries(consoles),
    ALLOW_HOSTS: Object.values(urls)
      .map((url) => new URL(url).host)
      .join(','),
  };
}
