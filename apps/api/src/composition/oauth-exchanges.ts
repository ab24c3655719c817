import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Config } from '../config/config.ts';
import { catalogue, entryVendor } from '../connectors/catalogue.ts';
import { createHttpClient } from '../connectors/http/axios-client.ts';
import type { Connect } from '../connectors/http/guarded-connect.ts';
import type { OAuthPlace } from '../connectors/oauth.ts';
import type { OauthExchangeDeps } from '../setup/oauth-exchange.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

type OfVendors = Pick<Config, 'oauthClient' | 'vendorClients' | 'vendorUrls' | 'publicUrl'>;

/** This server's own app at a vendor. */
export const clientOf = ({ oauthClient, vendorClients }: OfVendors, connector: string) =>
  connector === entryVendor().id ? oauthClient : ownValue(vendorClients, connector);

export function placeOf({ vendorUrls }: OfVendors, connector: string, tenant: TenantId): OAuthPlace {
  const { url, oauthUrl } = ownValue(vendorUrls(tenant), connector) ?? { url: undefined, oauthUrl: undefined };
  return { tenant, url, oauthUrl };
}

/** What a consent takes at the page of each vendor that has one, and of which this server has a client. */
export function createExchanges(
  config: OfVendors,
  connect: Connect,
  now: () => number,
): ReadonlyMap<string, OauthExchangeDeps> {
  const found = new Map<string, OauthExchangeDeps>();
  for (const { id, oauth: vendor } of catalogue.values()) {
    const client = clientOf(config, id);
    if (!client || !config.publicUrl || !vendor?.consent) continue;
    found.set(id, {
      ...{ vendor, consent: vendor.consent, client, now },
      redirectUri: new URL('/oauth/callback', config.publicUrl).href,
      placeOf: (tenant) => placeOf(config, id, tenant),
      open: (baseUrl, headers, classify) =>
        createHttpClient({ baseUrl, headers, connections: 2, connect, now, ...(classify && { classify }) }),
    });
  }
  return found;
}
