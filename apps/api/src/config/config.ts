import { join } from 'node:path';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { z } from 'zod';
import { isAllowedChannel } from '../alerts/channel.ts';
import { Secret } from '../secrets/secret.ts';
import type { LearnRule } from '../tenants/admission.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { AlertChannels } from './alert-channels.ts';
import { faultWords } from './fault-words.ts';
import { type HelpdeskValues, helpdeskName, helpdeskSecrets, readHelpdesk } from './helpdesk-environment.ts';
import { type Environment, readOtherSessionKeys, readPublicKeys, readSecretKeys, readSessionKey } from './keys.ts';
import { hostsFor, NamedHosts } from './named-hosts.ts';
import { TrustedProxies } from './trusted-proxies.ts';
import { isBare, list, NOT_BARE, postgresUrl, SUBDOMAIN, subdomain, url, wholeNumber } from './values.ts';
import { halfClients, vendorClients } from './vendor-clients.ts';
import {
  forbiddenAddresses,
  operatorsVendors,
  statusPages,
  type VendorValues,
  vendorKeys,
  vendorUrls,
  webhookSecrets,
} from './vendor-environment.ts';

export const Env = z.object({
  PORT: wholeNumber(0, 65_535, 'a port number').default(4310),
  HOST: z.string().default('127.0.0.1'),
  /** Addresses of proxies that may say whom they ask for: addresses and nets, e.g. `127.0.0.1, 10.0.0.0/8`. */
  TRUSTED_PROXIES: TrustedProxies.optional(),
  /** Of what one page, agent, helpdesk and address may ask (access/limits.ts). */
  RATE_LIMIT_PERCENT: wholeNumber(1, 999_999_999, 'a percentage').default(100),
  MAX_CONNECTIONS: wholeNumber(100, 1_000_000, 'a number of connections').default(10_000),
  /** Who sends it as a bearer token may read `/metrics` and `/openapi.json`; without it nobody may. */
  METRICS_TOKEN: z.string().min(22, 'is too short. Make one with: openssl rand -base64 32').optional(),
  /** How long requests are still taken after `/readyz` says no: longer than a balancer takes to notice. */
  DRAIN_MS: wholeNumber(0, 120_000, 'a number of milliseconds').default(500),
  MAP_DIR: z.string().default('map'),
  /** Whether admins may change rules of sync on the page, which writes them into the map's folder. */
  MAP_WRITABLE: z.enum(['yes', 'no']).default('no'),
  DATA_DIR: z.string().default('.sidelight'),
  DATABASE_URL: postgresUrl.optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** At least 32 bytes, base64; made anew at each start when absent, which signs everybody out. */
  SESSION_SECRET: z.string().optional(),
  /** The one that it replaces, or the one that replaces it: believed as well. */
  SESSION_SECRET_PREVIOUS: z.string().optional(),
  /** The one helpdesk that is connected by this environment; others connect themselves on the setup page. */
  SIDELIGHT_TENANT: subdomain.optional(),
  /** Which helpdesks are taken in when they first open the app: `none`, `any`, or a list of subdomains. */
  LEARN_TENANTS: z.union([z.enum(['none', 'any']), list.pipe(z.array(subdomain))]).default('none'),
  /** Where owners are told: a JSON list, see docs/outages.md. The whole of it is a secret. */
  ALERT_CHANNELS: AlertChannels.default([]),
  /** Where helpdesks and browsers reach this server: for OAuth and webhooks. */
  PUBLIC_URL: url.refine(isBare, NOT_BARE).optional(),
  /** How long the operator keeps backups of the database: the receipt of an erasure says when the last one is gone. */
  BACKUPS_KEPT_DAYS: wholeNumber(0, 3650, 'a number of days').default(30),
  /** `host:port` a connector may call besides its vendor's own hosts; `acme=host:port` for one helpdesk alone. */
  ALLOW_HOSTS: NamedHosts.default([]),
});

export type Config = ReturnType<typeof readConfig>;

/** What the environment says cannot be used. Names every variable at once, and no value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const HEAD = 'The environment variables are not in order:';

/** The one reader of the environment. */
export function readConfig(env: Environment) {
  // An empty variable is how shells and compose files say "not set".
  const written = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = Env.safeParse(written);
  const ofVendors = z.object(vendorKeys).safeParse(written);
  const faults = [...faultsIn(parsed), ...faultsIn(ofVendors)];
  const ofHelpdesk = readHelpdesk(written, faults);
  const appKeys = readPublicKeys(env, helpdeskName('APP_PUBLIC_KEY'), faults);
  const sessionSecret = readSessionKey(env, faults);
  const otherSessionSecrets = readOtherSessionKeys(env, faults);
  const secretKeys = readSecretKeys(env, faults);
  faults.push(...missingIn(written), ...halfClients(written));
  if (parsed.success && ofVendors.success) faults.push(...forbiddenHosts(parsed.data, ofVendors.data));
  if (!parsed.success || !ofVendors.success || !ofHelpdesk || faults.length > 0) {
    throw new ConfigError(`${HEAD}\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
  const [e, vendors] = [parsed.data, ofVendors.data];
  const ofTenant = (text: string, tenant: TenantId) => new URL(text.replace('{tenant}', tenant));
  return {
    port: e.PORT,
    host: e.HOST,
    drainMs: e.DRAIN_MS,
    trustedProxies: e.TRUSTED_PROXIES,
    rateLimitPercent: e.RATE_LIMIT_PERCENT,
    mostConnections: e.MAX_CONNECTIONS,
    metricsToken: e.METRICS_TOKEN,
    mapDir: e.MAP_DIR,
    canChangeMap: e.MAP_WRITABLE === 'yes',
    logLevel: e.LOG_LEVEL,
    database: e.DATABASE_URL === undefined ? { dataDir: e.DATA_DIR } : { url: e.DATABASE_URL },
    /** Rows of the audit that the store does not take wait here. */
    auditAside: join(e.DATA_DIR, 'audit-waiting.ndjson'),
    sessionSecret,
    otherSessionSecrets,
    appKeys,
    /** What wraps the data keys of stored secrets; absent where none can be stored. */
    secretKeys,
    learn: e.LEARN_TENANTS satisfies LearnRule,
    helpdesk: {
      originOf: (tenant: TenantId): string => ofTenant(ofHelpdesk.ORIGIN, tenant).origin,
      /** Whether some tenant's helpdesk could be there. */
      isOrigin: isOriginOf(ofHelpdesk.ORIGIN),
    },
    operator: operatorOf(e, ofHelpdesk, vendors),
    /** Where each vendor is, for connections that are made on the setup page. */
    vendorUrls: (tenant: TenantId) => vendorUrls(vendors, tenant),
    /** Whoever's they are. */
    namedHosts: e.ALLOW_HOSTS.map(({ host }) => host),
    allowHosts: (tenant: TenantId): readonly string[] => hostsFor(e.ALLOW_HOSTS, tenant),
    publicUrl: e.PUBLIC_URL,
    oauthClient: oauthClientOf(ofHelpdesk),
    /** Of other vendors, by connector. */
    vendorClients: vendorClients(vendors),
    /** What connecting a helpdesk on its own page takes. */
    connectVariables: ['PUBLIC_URL', 'SECRETS_KEY', helpdeskName('CLIENT_ID'), helpdeskName('CLIENT_SECRET')],
    /** Whether pages load the helpdesk's own script from the vendor, or bring it. */
    helpdeskSdk: ofHelpdesk.SDK,
    alertChannels: e.ALERT_CHANNELS,
    backupsKeptMs: e.BACKUPS_KEPT_DAYS * 86_400_000,
    /** A vendor's status page where it is another than the map says, by connector. */
    statusPages: statusPages(vendors),
  };
}

const faultsIn = ({ error }: { readonly error?: z.ZodError | undefined }): string[] =>
  (error?.issues ?? []).map((issue) => faultWords(String(issue.path[0]), issue));

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
function operatorOf(e: z.infer<typeof Env>, helpdesk: HelpdeskValues, vendors: VendorValues) {
  const tenant = e.SIDELIGHT_TENANT;
  // Checked by `missingIn` that all three are there together.
  if (tenant === undefined || helpdesk.INSTALLATION_ID === undefined) return undefined;
  return {
    tenant,
    installationId: helpdesk.INSTALLATION_ID,
    webhookSecrets: webhookSecrets(vendors, helpdesk.WEBHOOK_SECRET),
    vendors: operatorsVendors(vendors, tenant),
  };
}

/** Asked of what is written, right or wrong: who corrects the one is told of the other at once. */
function missingIn(written: Environment): string[] {
  if (written.SIDELIGHT_TENANT === undefined)
    return (written.LEARN_TENANTS ?? 'none') === 'none'
      ? ['SIDELIGHT_TENANT is missing. Write it, or let helpdesks connect themselves with LEARN_TENANTS.']
      : [];
  return [helpdeskName('INSTALLATION_ID'), ...helpdeskSecrets].flatMap((name) =>
    ownValue(written, name) === undefined ? [`${name} is missing. SIDELIGHT_TENANT needs it.`] : [],
  );
}

function oauthClientOf({ CLIENT_ID: id, CLIENT_SECRET: key, OAUTH_SCOPES: scopes }: HelpdeskValues) {
  return id === undefined || key === undefined ? undefined : { id, secret: new Secret(key), scopes };
}

function forbiddenHosts(e: z.infer<typeof Env>, vendors: VendorValues): string[] {
  const named = hostsFor(e.ALLOW_HOSTS, e.SIDELIGHT_TENANT);
  const channels = e.ALERT_CHANNELS.filter((channel) => !isAllowedChannel(channel, named)).map(
    ({ name }) =>
      `ALERT_CHANNELS has an address for ${name} that is not one of its vendor. Use https, or name the host in ALLOW_HOSTS.`,
  );
  return [...channels, ...forbiddenAddresses(vendors, e.SIDELIGHT_TENANT, named)];
}
