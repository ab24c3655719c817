import { ownValue } from '@sidelight/shared/own-property.ts';
import { z } from 'zod';
import { catalogue } from '../connectors/catalogue.ts';
import { isAllowedUrl } from '../connectors/http/allowed-host.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { secret, tenantUrl, url } from './values.ts';
import { oauthKeysOf } from './vendor-clients.ts';
import { vendorName as nameOf } from './vendor-name.ts';

/** What one connector is reached with; absent when its credentials are not configured. */
export interface VendorConfig {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly consoleUrl: string;
}

export interface VendorUrls {
  readonly url: URL | undefined;
  /** In place of the vendor's own addresses for OAuth. */
  readonly oauthUrl: URL | undefined;
  readonly consoleUrl: URL | undefined;
}

/** What the environment says of the vendors there are, each name as its own definition makes it. */
export type VendorValues = Readonly<Record<string, string | URL | undefined>>;

const WEBHOOK_SECRET = 'WEBHOOK_SECRET';
const signingSecret = (minLength: number) =>
  z.string().min(minLength, 'is too short to be a signing secret. Copy the whole of it.');
const isOfTenant = (text: string | undefined) => text?.includes('{tenant}') === true;

/** The keys of the environment that belong to vendors, with what may stand there. */
export const vendorKeys: Readonly<Record<string, z.ZodType<string | URL | undefined>>> = Object.fromEntries(
  [...catalogue.values()].flatMap(({ id, environment, webhook, entry }) => {
    const { url: at, consoleUrl, secrets } = environment;
    const own = isOfTenant(at) ? tenantUrl : url;
    return [
      [nameOf(id, 'URL'), at === undefined ? own.optional() : own.prefault(at)],
      [nameOf(id, 'CONSOLE_URL'), consoleUrl === undefined ? url.optional() : url.prefault(consoleUrl)],
      [nameOf(id, 'STATUS_URL'), url.optional()],
      ...secrets.map((end) => [nameOf(id, end), secret.optional()] as const),
      ...oauthKeysOf(id),
      ...(webhook && !entry
        ? [[nameOf(id, WEBHOOK_SECRET), signingSecret(webhook.secret.minLength).optional()] as const]
        : []),
    ];
  }),
);

/** What each vendor signs its webhooks with, by connector. The helpdesk's is read with what else is said of it. */
export function webhookSecrets(
  values: VendorValues,
  helpdesk: string | undefined,
): Readonly<Record<string, string | undefined>> {
  const own = [...catalogue.values()].flatMap(({ id, entry }) => {
    const value = entry ? helpdesk : ownValue(values, nameOf(id, WEBHOOK_SECRET));
    return typeof value === 'string' ? [[id, value] as const] : [];
  });
  return Object.fromEntries(own);
}

/** Where requests go for this tenant. */
function urlOf(values: VendorValues, connector: string, tenant: string): URL | undefined {
  const value = ownValue(values, nameOf(connector, 'URL'));
  return typeof value === 'string' ? new URL(value.replace('{tenant}', tenant)) : value;
}

function addressOf(values: VendorValues, name: string): URL | undefined {
  const value = ownValue(values, name);
  return value instanceof URL ? value : undefined;
}

/** Where each vendor is, for connections that are made on the setup page. */
export const vendorUrls = (values: VendorValues, tenant: TenantId): Readonly<Record<string, VendorUrls>> =>
  Object.fromEntries(
    [...catalogue.keys()].map((id) => [
      id,
      {
        url: urlOf(values, id, tenant),
        oauthUrl: addressOf(values, nameOf(id, 'OAUTH_URL')),
        consoleUrl: addressOf(values, nameOf(id, 'CONSOLE_URL')),
      },
    ]),
  );

/** A vendor's status page where it is another than the map says, by connector. */
export const statusPages = (values: VendorValues): Readonly<Record<string, URL | undefined>> =>
  Object.fromEntries([...catalogue.keys()].map((id) => [id, addressOf(values, nameOf(id, 'STATUS_URL'))]));

/** Those whose credentials the environment holds, as the operator's own helpdesk reaches them. */
export function operatorsVendors(
  values: VendorValues,
  tenant: TenantId,
): Readonly<Record<string, VendorConfig | undefined>> {
  const reached = [...catalogue.values()].map(({ id, environment }): readonly [string, VendorConfig | undefined] => {
    const address = urlOf(values, id, tenant);
    const secrets = environment.secrets.flatMap((end) => {
      const value = ownValue(values, nameOf(id, end));
      return typeof value === 'string' ? [[end, value] as const] : [];
    });
    if (!address || secrets.length < environment.secrets.length) return [id, undefined];
    const consoleUrl = (addressOf(values, nameOf(id, 'CONSOLE_URL')) ?? address).href.replace(/\/$/, '');
    return [id, { url: address, headers: environment.headers(Object.fromEntries(secrets)), consoleUrl }];
  });
  return Object.fromEntries(reached);
}

/** Addresses that are no vendor's own and were not allowed by name, or that cannot be right, in words. */
export function forbiddenAddresses(
  values: VendorValues,
  tenant: TenantId | undefined,
  allowed: readonly string[],
): string[] {
  return [...catalogue.values()].flatMap(({ id, form }) => {
    const forOauth = addressOf(values, nameOf(id, 'OAUTH_URL'));
    if (forOauth && !isAllowedUrl(id, forOauth, allowed))
      return [`${nameOf(id, 'OAUTH_URL')} is not a host of this vendor. Use https, or name the host in ALLOW_HOSTS.`];
    const address = urlOf(values, id, tenant ?? 'any');
    if (address === undefined) return [];
    const name = nameOf(id, 'URL');
    if (!isAllowedUrl(id, address, allowed))
      return [`${name} is not a host of this vendor. Use https, or name the host in ALLOW_HOSTS.`];
    const fault = form.faultOf?.({ url: address, consoleUrl: addressOf(values, nameOf(id, 'CONSOLE_URL')) });
    return fault === undefined ? [] : [`${name}: ${fault}`];
  });
}
