import { ownValue } from '@sidelight/shared/own-property.ts';
import { z } from 'zod';
import { Channels, isAllowedChannel } from '../alerts/channel.ts';
import { connectionForms } from '../connectors/connection-forms.ts';
import { isAllowedUrl } from '../connectors/http/allowed-host.ts';
import { Secret } from '../secrets/secret.ts';
import type { LearnRule } from '../tenants/admission.ts';
import { requireTenant, type TenantId } from '../tenants/tenant-id.ts';
import { type Environment, readPublicKeys, readSecretKeys, readSessionKey } from './keys.ts';
import { hostsFor, NamedHosts } from './named-hosts.ts';

const secret = z.string().min(1);
const url = z
  .url({ protocol: /^https?$/ })
  .transform((text) => new URL(text))
  .refine(({ search, hash }) => search === '' && hash === '', 'write it without ? or #');
const SUBDOMAIN = /^[a-z0-9][a-z0-9-]{0,62}$/;
const subdomain = z
  .string()
  .regex(SUBDOMAIN, 'write a helpdesk subdomain, e.g. acme')
  // The pattern is the guarantee behind the brand.
  .transform((name) => requireTenant(name));
/** Nothing stands behind the host: paths are put there by us. */
const isBare = ({ pathname, search, hash }: URL): boolean => pathname === '/' && search === '' && hash === '';
const tenantUrl = z
  .string()
  .refine((text) => URL.canParse(text.replace('{tenant}', 'x')), 'write an address')
  .refine((text) => !URL.canParse(text.replace('{tenant}', 'x')) || isBare(new URL(text.replace('{tenant}', 'x'))), {
    error: 'write it without a path',
  });
/** The helpdesk makes 32 bytes or more. Shorter is a placeholder or a password: what can be guessed can be signed with. */
const LEAST_SECRET = 32;
/** Printed in the vendor's documents, and used by its admin page before a webhook is made: everybody has it. */
const TEST_SECRET = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==';
const webhookSecret = z
  .string()
  .min(LEAST_SECRET, `is too short to be a signing secret; copy the whole of it from the helpdesk's webhook page`)
  .refine((text) => text !== TEST_SECRET, 'is the public secret of test webhooks; copy the one of your webhook');
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((s) => s.trim())
    .filter((s) => s !== ''),
);

const Env = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(4310),
  HOST: z.string().default('127.0.0.1'),
  /** How long requests are still taken after `/readyz` says no: longer than a balancer takes to notice. */
  DRAIN_MS: z.coerce.number().int().min(0).max(120_000).default(500),
  MAP_DIR: z.string().default('map'),
  DATA_DIR: z.string().default('.sidelight'),
  DATABASE_URL: z.string().optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** At least 32 bytes, base64; made anew at each start when absent, which signs everybody out. */
  SESSION_SECRET: z.string().optional(),
  /** The one helpdesk that is connected by this environment; others connect themselves on the setup page. */
  SIDELIGHT_TENANT: subdomain.optional(),
  /** Which helpdesks are taken in when they first open the app: `none`, `any`, or a list of subdomains. */
  LEARN_TENANTS: z.union([z.enum(['none', 'any']), list.pipe(z.array(subdomain))]).default('none'),
  ZENDESK_INSTALLATION_ID: z.string().regex(/^\d+$/, 'write the number of the app installation').optional(),
  ZENDESK_APP_PUBLIC_KEY: z.string().optional(),
  ZENDESK_APP_PUBLIC_KEY_FILE: z.string().optional(),
  /** `{tenant}` stands for the subdomain. */
  ZENDESK_ORIGIN: tenantUrl.default('https://{tenant}.zendesk.com'),
  ZENDESK_URL: tenantUrl.default('https://{tenant}.zendesk.com'),
  ZENDESK_TOKEN: secret.optional(),
  ZENDESK_WEBHOOK_SECRET: webhookSecret.optional(),
  ZAF_SDK: z.enum(['cdn', 'bundled']).default('cdn'),
  HUBSPOT_URL: url.default(new URL('https://api.hubapi.com')),
  HUBSPOT_TOKEN: secret.optional(),
  STRIPE_URL: url.default(new URL('https://api.stripe.com')),
  STRIPE_KEY: secret.optional(),
  POSTHOG_URL: url.default(new URL('https://us.posthog.com')),
  POSTHOG_KEY: secret.optional(),
  JIRA_URL: url.optional(),
  JIRA_EMAIL: secret.optional(),
  JIRA_TOKEN: secret.optional(),
  STATUSPAGE_URL: url.optional(),
  ZENDESK_CONSOLE_URL: url.optional(),
  HUBSPOT_CONSOLE_URL: url.default(new URL('https://app.hubspot.com')),
  STRIPE_CONSOLE_URL: url.default(new URL('https://dashboard.stripe.com')),
  POSTHOG_CONSOLE_URL: url.optional(),
  JIRA_CONSOLE_URL: url.optional(),
  STATUSPAGE_CONSOLE_URL: url.optional(),
  /** Where owners are told: a JSON list, see docs/outages.md. The whole of it is a secret. */
  ALERT_CHANNELS: z
    .string()
    .transform((text, context) => {
      const channels = Channels.safeParse(parseJson(text));
      if (channels.success) return channels.data;
      const [issue] = channels.error.issues;
      context.addIssue({
        code: 'custom',
        message: `is not a list of channels: ${issue?.path.join('.')} ${issue?.message}`,
      });
      return z.NEVER;
    })
    .default([]),
  ZENDESK_STATUS_URL: url.optional(),
  HUBSPOT_STATUS_URL: url.optional(),
  STRIPE_STATUS_URL: url.optional(),
  POSTHOG_STATUS_URL: url.optional(),
  JIRA_STATUS_URL: url.optional(),
  STATUSPAGE_STATUS_URL: url.optional(),
  /** Where helpdesks and browsers reach this server: for OAuth and webhooks. */
  PUBLIC_URL: url.refine(isBare, 'write it without a path').optional(),
  /** The OAuth client that helpdesks connect through (zendesk.md 7.9). */
  ZENDESK_CLIENT_ID: secret.optional(),
  ZENDESK_CLIENT_SECRET: secret.optional(),
  /** Instead of the least ones, where a helpdesk does not know them: space-separated. */
  ZENDESK_OAUTH_SCOPES: secret.optional(),
  /** `host:port` a connector may call besides its vendor's own hosts; `acme=host:port` for one helpdesk alone. */
  ALLOW_HOSTS: NamedHosts.default([]),
});

/** What one connector is reached with; absent when its credentials are not configured. */
export interface VendorConfig {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly consoleUrl: string;
}

export interface VendorUrls {
  readonly url: URL | undefined;
  readonly consoleUrl: URL | undefined;
}
export type Config = ReturnType<typeof readConfig>;

/** The environment does not do. Names every key at once, and no value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** The one reader of the environment. */
export function readConfig(env: Environment) {
  // An empty variable is how shells and compose files say "not set".
  const parsed = Env.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  const faults = parsed.success
    ? []
    : parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.code === 'invalid_type' ? 'is missing' : i.message}`);
  const appKeys = readPublicKeys(env, faults);
  const sessionSecret = readSessionKey(env, faults);
  const secretKeys = readSecretKeys(env, faults);
  if (parsed.success) faults.push(...missingFor(parsed.data), ...forbiddenHosts(parsed.data));
  if (!parsed.success || faults.length > 0) {
    throw new ConfigError(`the environment does not do:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
  const e = parsed.data;
  const ofTenant = (text: string, tenant: TenantId) => new URL(text.replace('{tenant}', tenant));
  return {
    port: e.PORT,
    host: e.HOST,
    drainMs: e.DRAIN_MS,
    mapDir: e.MAP_DIR,
    logLevel: e.LOG_LEVEL,
    database: e.DATABASE_URL === undefined ? { dataDir: e.DATA_DIR } : { url: e.DATABASE_URL },
    sessionSecret,
    appKeys,
    /** What wraps the data keys of stored secrets; absent where none can be stored. */
    secretKeys,
    learn: e.LEARN_TENANTS satisfies LearnRule,
    helpdesk: {
      originOf: (tenant: TenantId): string => ofTenant(e.ZENDESK_ORIGIN, tenant).origin,
      /** Whether some tenant's helpdesk could be there. */
      isOrigin: isOriginOf(e.ZENDESK_ORIGIN),
    },
    operator: operatorOf(e, e.SIDELIGHT_TENANT),
    /** Where each vendor is, for connections that are made on the setup page. */
    vendorUrls: (tenant: TenantId): Readonly<Record<string, VendorUrls>> => ({
      zendesk: { url: ofTenant(e.ZENDESK_URL, tenant), consoleUrl: e.ZENDESK_CONSOLE_URL },
      hubspot: { url: e.HUBSPOT_URL, consoleUrl: e.HUBSPOT_CONSOLE_URL },
      stripe: { url: e.STRIPE_URL, consoleUrl: e.STRIPE_CONSOLE_URL },
      posthog: { url: e.POSTHOG_URL, consoleUrl: e.POSTHOG_CONSOLE_URL },
      jira: { url: e.JIRA_URL, consoleUrl: e.JIRA_CONSOLE_URL },
      statuspage: { url: e.STATUSPAGE_URL, consoleUrl: e.STATUSPAGE_CONSOLE_URL },
    }),
    allowHosts: (tenant: TenantId): readonly string[] => hostsFor(e.ALLOW_HOSTS, tenant),
    publicUrl: e.PUBLIC_URL,
    oauthClient:
      e.ZENDESK_CLIENT_ID === undefined || e.ZENDESK_CLIENT_SECRET === undefined
        ? undefined
        : { id: e.ZENDESK_CLIENT_ID, secret: new Secret(e.ZENDESK_CLIENT_SECRET), scopes: e.ZENDESK_OAUTH_SCOPES },
    zafSdk: e.ZAF_SDK,
    alertChannels: e.ALERT_CHANNELS,
    /** A vendor's status page where it is another than the map says, by connector. */
    statusPages: {
      zendesk: e.ZENDESK_STATUS_URL,
      hubspot: e.HUBSPOT_STATUS_URL,
      stripe: e.STRIPE_STATUS_URL,
      posthog: e.POSTHOG_STATUS_URL,
      jira: e.JIRA_STATUS_URL,
      statuspage: e.STATUSPAGE_STATUS_URL,
    } as Readonly<Record<string, URL | undefined>>,
  };
}

/** Compared as origins, with a subdomain where the pattern has `{tenant}`. */
function isOriginOf(pattern: string): (origin: string) => boolean {
  const mark = 'sidelight-tenant';
  const [before = '', after] = new URL(pattern.replace('{tenant}', mark)).origin.split(mark);
  return (origin) => {
    if (after === undefined) return origin === before;
    const name = origin.slice(before.length, origin.length - after.length);
    return origin === `${before}${name}${after}` && SUBDOMAIN.test(name);
  };
}

/** What the environment says of the one helpdesk it connects. */
function operatorOf(e: z.infer<typeof Env>, tenant: TenantId | undefined) {
  // Checked by `missingFor` that all three are there together.
  if (tenant === undefined || e.ZENDESK_INSTALLATION_ID === undefined) return undefined;
  return {
    tenant,
    installationId: e.ZENDESK_INSTALLATION_ID,
    webhookSecret: e.ZENDESK_WEBHOOK_SECRET,
    vendors: vendorsOf(e, new URL(e.ZENDESK_URL.replace('{tenant}', tenant))),
  };
}

function missingFor(e: z.infer<typeof Env>): string[] {
  if (e.SIDELIGHT_TENANT === undefined)
    return e.LEARN_TENANTS === 'none'
      ? ['SIDELIGHT_TENANT: is missing; write it, or let helpdesks connect themselves with LEARN_TENANTS']
      : [];
  return (['ZENDESK_INSTALLATION_ID', 'ZENDESK_TOKEN'] as const).flatMap((name) =>
    e[name] === undefined ? [`${name}: is missing; SIDELIGHT_TENANT needs it`] : [],
  );
}

function vendorsOf(e: z.infer<typeof Env>, helpdesk: URL): Readonly<Record<string, VendorConfig | undefined>> {
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const vendor = (
    address: URL | undefined,
    headers: Record<string, string> | undefined,
    consoleUrl: URL | undefined,
  ): VendorConfig | undefined =>
    address && headers && { url: address, headers, consoleUrl: (consoleUrl ?? address).href.replace(/\/$/, '') };
  return {
    zendesk: vendor(helpdesk, e.ZENDESK_TOKEN ? bearer(e.ZENDESK_TOKEN) : undefined, e.ZENDESK_CONSOLE_URL),
    hubspot: vendor(e.HUBSPOT_URL, e.HUBSPOT_TOKEN ? bearer(e.HUBSPOT_TOKEN) : undefined, e.HUBSPOT_CONSOLE_URL),
    stripe: vendor(e.STRIPE_URL, e.STRIPE_KEY ? bearer(e.STRIPE_KEY) : undefined, e.STRIPE_CONSOLE_URL),
    posthog: vendor(e.POSTHOG_URL, e.POSTHOG_KEY ? bearer(e.POSTHOG_KEY) : undefined, e.POSTHOG_CONSOLE_URL),
    jira: vendor(e.JIRA_URL, basic(e.JIRA_EMAIL, e.JIRA_TOKEN), e.JIRA_CONSOLE_URL),
    statuspage: vendor(e.STATUSPAGE_URL, {}, e.STATUSPAGE_CONSOLE_URL),
  };
}

const basic = (user: string | undefined, token: string | undefined) =>
  user && token ? { authorization: `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}` } : undefined;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function forbiddenHosts(e: z.infer<typeof Env>): string[] {
  const named = hostsFor(e.ALLOW_HOSTS, e.SIDELIGHT_TENANT);
  const channels = e.ALERT_CHANNELS.filter((channel) => !isAllowedChannel(channel, named)).map(
    ({ name }) =>
      `ALERT_CHANNELS: the address of ${name} is not one of its vendor; use https, or name it in ALLOW_HOSTS`,
  );
  const addresses: Readonly<Record<string, URL | undefined>> = {
    zendesk: new URL(e.ZENDESK_URL.replace('{tenant}', e.SIDELIGHT_TENANT ?? 'any')),
    hubspot: e.HUBSPOT_URL,
    stripe: e.STRIPE_URL,
    posthog: e.POSTHOG_URL,
    jira: e.JIRA_URL,
    statuspage: e.STATUSPAGE_URL,
  };
  const consoles: Readonly<Record<string, URL | undefined>> = {
    ...{ posthog: e.POSTHOG_CONSOLE_URL, jira: e.JIRA_CONSOLE_URL, statuspage: e.STATUSPAGE_CONSOLE_URL },
  };
  const connectors = Object.entries(addresses).flatMap(([connector, address]) => {
    if (address === undefined) return [];
    const name = `${connector.toUpperCase()}_URL`;
    if (!isAllowedUrl(connector, address, named))
      return [`${name}: is not a host of this vendor; use https, or name it in ALLOW_HOSTS`];
    const fault = ownValue(connectionForms, connector)?.faultOf?.({
      url: address,
      consoleUrl: ownValue(consoles, connector),
    });
    return fault === undefined ? [] : [`${name}: ${fault}`];
  });
  return [...channels, ...connectors];
}
