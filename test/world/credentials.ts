import { createRandom, letters } from './company/random.ts';
import type { AlertSecrets } from './outside/alert-inbox.ts';

/** What the world's vendors accept. The same for the same seed, so that a separate process can be given them. */
export interface Credentials {
  readonly zendesk: {
    readonly email: string;
    readonly token: string;
    readonly webhookSecret: string;
    /** The product's own OAuth client, as it is registered with the helpdesk. */
    readonly clientId: string;
    readonly clientSecret: string;
  };
  /** Beside the service key, those of the app whose webhooks it sends. */
  readonly hubspot: { readonly token: string; readonly appSecret: string; readonly appClientId: string };
  readonly stripe: { readonly key: string };
  readonly posthog: { readonly key: string };
  /** Beside the API token, those of the product's app as it is registered with Atlassian. */
  readonly jira: {
    readonly email: string;
    readonly token: string;
    readonly clientId: string;
    readonly clientSecret: string;
  };
  readonly alerts: AlertSecrets;
}

/** It says which app, and is no secret. */
export const CRM_CLIENT_ID = '7fff1e36-2d40-4ae1-bbb1-5266d59564fb';

export function createCredentials(seed: string): Credentials {
  const random = createRandom(`${seed}:credentials`);
  // A series of its own: what comes after it stays as it was.
  const clientSecret = letters(createRandom(`${seed}:oauth-client`), 64);
  const appSecret = letters(createRandom(`${seed}:hubspot-app`), 36);
  const ofTracker = letters(createRandom(`${seed}:atlassian-app`), 64);
  const made = (prefix: string, count: number) => `${prefix}${letters(random, count)}`;
  return {
    zendesk: {
      email: 'olivia.castellano@acme.example',
      token: made('', 40),
      webhookSecret: made('', 44),
      clientId: 'sidelight',
      clientSecret,
    },
    hubspot: { token: made('pat-eu1-', 36), appSecret, appClientId: CRM_CLIENT_ID },
    stripe: { key: made('rk_live_', 32) },
    posthog: { key: made('phx_', 43) },
    jira: {
      ...{ email: 'sidelight@acme.example', token: made('ATATT3x', 60) },
      ...{ clientId: 'sidelight-3lo', clientSecret: `ATOA${ofTracker}` },
    },
    alerts: {
      slackPaths: ['T01/B01/', 'T01/B02/', 'T01/B03/'].map((path) => made(`/services/${path}`, 24)),
      routingKey: made('', 32),
      hookSecret: made('', 40),
    },
  };
}
