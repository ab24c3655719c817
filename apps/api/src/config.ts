import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Channels, isAllowedChannel } from './alerts/channel.ts';
import { isAllowedUrl } from './connectors/allowed-host.ts';
import type { KeyWrapper, WrappingKeys } from './secrets/key-wrapper.ts';
import { createLocalKey, parseKey } from './secrets/local-key.ts';

const secret = z.string().min(1);
const url = z.url({ protocol: /^https?$/ }).transform((text) => new URL(text));
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((s) => s.trim())
    .filter((s) => s !== ''),
);

const Env = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(4310),
  HOST: z.string().default('127.0.0.1'),
  MAP_DIR: z.string().default('map'),
  DATA_DIR: z.string().default('.sidelight'),
  DATABASE_URL: z.string().optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** At least 32 bytes, base64; made anew at each start when absent, which signs everybody out. */
  SESSION_SECRET: z.string().optional(),
  SIDELIGHT_TENANT: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'write the helpdesk subdomain, e.g. acme'),
  ZENDESK_INSTALLATION_ID: z.string().regex(/^\d+$/, 'write the number of the app installation'),
  ZENDESK_APP_PUBLIC_KEY: z.string().optional(),
  ZENDESK_APP_PUBLIC_KEY_FILE: z.string().optional(),
  ZENDESK_ORIGIN: url.optional(),
  ZENDESK_URL: url.optional(),
  ZENDESK_TOKEN: secret,
  ZENDESK_WEBHOOK_SECRET: secret.optional(),
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
  /** Where owners are told: a JSON list, see docs/alerts.md. The whole of it is a secret. */
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
  /** `host:port` a connector may call besides its vendor's own hosts. */
  ALLOW_HOSTS: list.default([]),
});

/** What one connector is reached with; absent when its credentials are not configured. */
export interface VendorConfig {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly consoleUrl: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

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
  const publicKey = readPublicKey(env, faults);
  const sessionSecret = env.SESSION_SECRET ? Buffer.from(env.SESSION_SECRET, 'base64') : undefined;
  if (sessionSecret && sessionSecret.length < 32) faults.push('SESSION_SECRET: write at least 32 bytes in base64');
  const secretKeys = readSecretKeys(env, faults);
  if (parsed.success) faults.push(...forbiddenHosts(parsed.data));
  if (!parsed.success || faults.length > 0) {
    throw new ConfigError(`the environment does not do:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
  const e = parsed.data;
  const helpdesk = `https://${e.SIDELIGHT_TENANT}.zendesk.com`;
  return {
    port: e.PORT,
    host: e.HOST,
    mapDir: e.MAP_DIR,
    logLevel: e.LOG_LEVEL,
    database: e.DATABASE_URL === undefined ? { dataDir: e.DATA_DIR } : { url: e.DATABASE_URL },
    sessionSecret,
    installation: { subdomain: e.SIDELIGHT_TENANT, installationId: e.ZENDESK_INSTALLATION_ID, publicKey },
    helpdeskOrigin: (e.ZENDESK_ORIGIN ?? new URL(helpdesk)).origin,
    webhookSecret: e.ZENDESK_WEBHOOK_SECRET,
    /** What wraps the data keys of stored secrets; absent where none can be stored. */
    secretKeys,
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
    vendors: vendorsOf(e, helpdesk),
  };
}

function vendorsOf(e: z.infer<typeof Env>, helpdesk: string): Readonly<Record<string, VendorConfig | undefined>> {
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const vendor = (
    address: URL | undefined,
    headers: Record<string, string> | undefined,
    consoleUrl: URL | undefined,
  ): VendorConfig | undefined =>
    address && headers && { url: address, headers, consoleUrl: (consoleUrl ?? address).href.replace(/\/$/, '') };
  return {
    zendesk: vendor(e.ZENDESK_URL ?? new URL(helpdesk), bearer(e.ZENDESK_TOKEN), e.ZENDESK_CONSOLE_URL),
    hubspot: vendor(e.HUBSPOT_URL, e.HUBSPOT_TOKEN ? bearer(e.HUBSPOT_TOKEN) : undefined, e.HUBSPOT_CONSOLE_URL),
    stripe: vendor(e.STRIPE_URL, e.STRIPE_KEY ? bearer(e.STRIPE_KEY) : undefined, e.STRIPE_CONSOLE_URL),
    posthog: vendor(e.POSTHOG_URL, e.POSTHOG_KEY ? bearer(e.POSTHOG_KEY) : undefined, e.POSTHOG_CONSOLE_URL),
    jira: vendor(e.JIRA_URL, basic(e.JIRA_EMAIL, e.JIRA_TOKEN), e.JIRA_CONSOLE_URL),
    statuspage: vendor(e.STATUSPAGE_URL, {}, e.STATUSPAGE_CONSOLE_URL),
  };
}

const basic = (user: string | undefined, token: string | undefined) =>
  user && token ? { authorization: `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}` } : undefined;

function readPublicKey(env: Environment, faults: string[]): string {
  const inline = env.ZENDESK_APP_PUBLIC_KEY;
  const file = env.ZENDESK_APP_PUBLIC_KEY_FILE;
  if (!inline && !file) {
    faults.push('ZENDESK_APP_PUBLIC_KEY or ZENDESK_APP_PUBLIC_KEY_FILE: is missing; write the app’s public key, PEM');
    return '';
  }
  try {
    const pem = inline ? inline.replaceAll('\\n', '\n') : readFileSync(file!, 'utf8');
    if (pem.includes('BEGIN PUBLIC KEY')) return pem;
    faults.push('ZENDESK_APP_PUBLIC_KEY: is no public key in PEM form');
  } catch {
    faults.push('ZENDESK_APP_PUBLIC_KEY_FILE: cannot be read');
  }
  return '';
}

/** `SECRETS_KEY`, and `SECRETS_KEY_PREVIOUS` while the one is being replaced by the other. */
function readSecretKeys(env: Environment, faults: string[]): WrappingKeys | undefined {
  const current = readSecretKey(env, 'SECRETS_KEY', faults);
  const previous = readSecretKey(env, 'SECRETS_KEY_PREVIOUS', faults);
  if (current && current.id === previous?.id)
    faults.push('SECRETS_KEY_PREVIOUS: is the same key as SECRETS_KEY; write the one that it replaces');
  if (!current && previous)
    faults.push('SECRETS_KEY: is missing, though SECRETS_KEY_PREVIOUS is set; write the new key');
  return current && { current, previous };
}

function readSecretKey(env: Environment, name: string, faults: string[]): KeyWrapper | undefined {
  const [inline, file] = [env[name], env[`${name}_FILE`]];
  if (!inline && !file) return undefined;
  if (inline && file) {
    faults.push(`${name} and ${name}_FILE: are both set; keep one of them`);
    return undefined;
  }
  try {
    const key = parseKey(inline || readFileSync(file!, 'utf8'));
    if (key) return createLocalKey(key);
    faults.push(`${file ? `${name}_FILE` : name}: is no key; write 32 bytes in base64: openssl rand -base64 32`);
  } catch {
    faults.push(`${name}_FILE: cannot be read`);
  }
  return undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function forbiddenHosts(e: z.infer<typeof Env>): string[] {
  const channels = e.ALERT_CHANNELS.filter((channel) => !isAllowedChannel(channel, e.ALLOW_HOSTS)).map(
    ({ name }) =>
      `ALERT_CHANNELS: the address of ${name} is not one of its vendor; use https, or name it in ALLOW_HOSTS`,
  );
  const addresses = {
    zendesk: e.ZENDESK_URL,
    hubspot: e.HUBSPOT_URL,
    stripe: e.STRIPE_URL,
    posthog: e.POSTHOG_URL,
    jira: e.JIRA_URL,
    statuspage: e.STATUSPAGE_URL,
  };
  const connectors = Object.entries(addresses).flatMap(([connector, address]) =>
    address === undefined || isAllowedUrl(connector, address, e.ALLOW_HOSTS)
      ? []
      : [`${connector.toUpperCase()}_URL: is not a host of this vendor; use https, or name it in ALLOW_HOSTS`],
  );
  return [...channels, ...connectors];
}
