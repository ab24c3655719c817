import { randomUUID } from 'node:crypto';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { entriesAt } from '../audit/entry.ts';
import type { AuditedChanges } from '../audit/ports.ts';
import type { Config } from '../config/config.ts';
import { entryVendor } from '../connectors/catalogue.ts';
import { type ClosableHttpClient, createHttpClient } from '../connectors/http/axios-client.ts';
import type { Connect } from '../connectors/http/guarded-connect.ts';
import type { OAuthDefinition } from '../connectors/oauth.ts';
import { newRequestId } from '../http/request-id.ts';
import { createOAuthTokens, type OAuthTokens } from '../secrets/oauth/access-tokens.ts';
import { isAgentHolder } from '../secrets/oauth/as-agent.ts';
import { classifyRefresh, createRefresh } from '../secrets/oauth/refresh.ts';
import { OF_AGENT } from '../secrets/ports.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { createOauthConnect, type OauthConnect } from '../setup/oauth-connect.ts';
import type { OauthExchangeDeps } from '../setup/oauth-exchange.ts';
import { createOauthState } from '../setup/oauth-state.ts';
import { createConnectionLog } from '../store/connection-log.ts';
import { createLeases } from '../store/coordination.ts';
import type { Database } from '../store/database.ts';
import { isSyncWanted } from '../store/is-sync-wanted.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

export interface OauthDeps {
  readonly config: Config;
  readonly db: Database;
  readonly secrets: SecretStore;
  readonly audit: AuditedChanges;
  /** The same in every process. */
  readonly signingKey: Buffer;
  readonly connect: Connect;
  changed(tenant: TenantId): Promise<void>;
  now(): number;
}

export interface Oauth {
  readonly tokens: OAuthTokens;
  /** Undefined where this server has no OAuth client, or does not know its own address. */
  readonly connect: OauthConnect | undefined;
  /** What any consent at the helpdesk's page takes. Undefined where there can be none. */
  readonly exchange: OauthExchangeDeps | undefined;
  /** Waits for a renewal under way: its outcome must be stored. */
  close(): Promise<void>;
}

/** Tokens of helpdesks that were connected through their own page. */
export function createOauth({ config, db, secrets, audit, signingKey, connect, changed, now }: OauthDeps): Oauth {
  const { oauthClient: client, publicUrl } = config;
  const entryOf = entriesAt(now);
  const clients = new Map<TenantId, ClosableHttpClient>();
  const { id: connector, oauth: vendor } = entryVendor();
  const baseOf = (tenant: TenantId, { tokenHost }: OAuthDefinition) =>
    ownValue(config.vendorUrls(tenant), connector)?.url ?? tokenHost(tenant);

  const tokens = createOAuthTokens({
    ...{ store: secrets, lease: createLeases(db), process: randomUUID(), now },
    recordOf(tenant, system) {
      const isOfAgent = isAgentHolder(system);
      const userId = isOfAgent ? system.slice(OF_AGENT.length) : '';
      const about = isOfAgent ? 'oauth agent' : `oauth ${system}`;
      return audit.onRecord(entryOf('secret.rotated', { tenant, userId, role: 'system' }, newRequestId(), { about }));
    },
    refresh: createRefresh((tenant, system) => {
      if (!client || !vendor || (system !== 'helpdesk' && !isAgentHolder(system))) return undefined;
      const http =
        clients.get(tenant) ??
        createHttpClient({
          baseUrl: baseOf(tenant, vendor),
          headers: {},
          classify: classifyRefresh(vendor),
          connections: 2,
          connect,
          now,
        });
      clients.set(tenant, http);
      return { vendor, http, clientId: client.id, clientSecret: client.secret };
    }, now),
  });
  const exchange: OauthExchangeDeps | undefined =
    client && publicUrl && vendor?.consent
      ? {
          ...{ consent: vendor.consent, client, now },
          redirectUri: new URL('/oauth/callback', publicUrl).href,
          helpdeskUrl: (tenant) => baseOf(tenant, vendor),
          open: (baseUrl, headers, classify) =>
            createHttpClient({ baseUrl, headers, connections: 2, connect, now, ...(classify && { classify }) }),
        }
      : undefined;
  return {
    ...{ tokens, exchange },
    connect:
      exchange &&
      createOauthConnect({
        ...{ ...exchange, connector, tokens, changed },
        state: createOauthState(signingKey, now),
        log: createConnectionLog(db),
        isSyncWanted: (tenant) => isSyncWanted(db, tenant),
        recordOf: (admin, about) =>
          audit.onRecord(entryOf('connection.saved', { ...admin, role: 'admin' }, newRequestId(), { about })),
      }),
    async close() {
      await tokens.idle();
      await Promise.all([...clients.values()].map((http) => http.close()));
    },
  };
}
