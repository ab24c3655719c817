import { randomUUID } from 'node:crypto';
import type { SigningKeys } from '../access/signed-token.ts';
import { entriesAt } from '../audit/entry.ts';
import type { AuditedChanges } from '../audit/ports.ts';
import type { Config } from '../config/config.ts';
import { catalogue, entryVendor } from '../connectors/catalogue.ts';
import { type ClosableHttpClient, createHttpClient } from '../connectors/http/axios-client.ts';
import type { Connect } from '../connectors/http/guarded-connect.ts';
import { newRequestId } from '../http/request-id.ts';
import { createOAuthTokens } from '../secrets/oauth/access-tokens.ts';
import { isAgentHolder } from '../secrets/oauth/as-agent.ts';
import { connectorIn } from '../secrets/oauth/holder.ts';
import type { OAuthTokens } from '../secrets/oauth/oauth-tokens.ts';
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
import type { TenantLog } from '../tenants/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { clientOf, createExchanges, placeOf } from './oauth-exchanges.ts';

export interface OauthDeps {
  readonly config: Config;
  readonly db: Database;
  readonly secrets: SecretStore;
  readonly audit: AuditedChanges;
  /** The same in every process. */
  readonly signingKeys: SigningKeys;
  readonly connect: Connect;
  readonly tenantLog: Pick<TenantLog, 'takeOnce'>;
  changed(tenant: TenantId): Promise<void>;
  now(): number;
  steadyNow(): number;
}

export interface Oauth {
  readonly tokens: OAuthTokens;
  /** Undefined where this server has no OAuth client, or does not know its own address. */
  readonly connect: OauthConnect | undefined;
  /** What any consent at the helpdesk's page takes. Undefined where there can be none. */
  readonly exchange: OauthExchangeDeps | undefined;
  /** The same at the page of each vendor that has one, and of which this server has a client; the helpdesk's too. */
  readonly exchanges: ReadonlyMap<string, OauthExchangeDeps>;
  /** Waits for a renewal under way: its outcome must be stored. */
  close(): Promise<void>;
}

/** Tokens of what was connected through a vendor's own page. */
export function createOauth({
  config,
  db,
  secrets,
  audit,
  signingKeys,
  connect,
  tenantLog,
  changed,
  now,
  steadyNow,
}: OauthDeps): Oauth {
  const entryOf = entriesAt(now);
  const clients = new Map<string, ClosableHttpClient>();
  const { id: helpdesk } = entryVendor();

  const tokens = createOAuthTokens({
    ...{ store: secrets, lease: createLeases(db), process: randomUUID(), now, steadyNow },
    recordOf(tenant, system) {
      const isOfAgent = isAgentHolder(system);
      const userId = isOfAgent ? system.slice(OF_AGENT.length) : '';
      const about = isOfAgent ? 'oauth agent' : `oauth ${system}`;
      return audit.onRecord(entryOf('key.rotated', { tenant, userId, role: 'system' }, newRequestId(), { about }));
    },
    refresh: createRefresh((tenant, holder) => {
      const connector = connectorIn(holder) ?? helpdesk;
      const [vendor, client] = [catalogue.get(connector)?.oauth, clientOf(config, connector)];
      if (!client || !vendor) return undefined;
      const key = `${tenant}|${connector}`;
      const http =
        clients.get(key) ??
        createHttpClient({
          baseUrl: vendor.tokenHost(placeOf(config, connector, tenant)),
          headers: {},
          classify: classifyRefresh(vendor),
          connections: 2,
          connect,
          now,
        });
      clients.set(key, http);
      return { vendor, http, clientId: client.id, clientSecret: client.secret };
    }, now),
  });

  const exchanges = createExchanges(config, connect, now);
  const exchange = exchanges.get(helpdesk);
  return {
    ...{ tokens, exchange, exchanges },
    connect:
      exchange &&
      createOauthConnect({
        ...{ ...exchange, connector: helpdesk, tokens, changed, takeOnce: tenantLog.takeOnce },
        state: createOauthState(signingKeys, now),
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
