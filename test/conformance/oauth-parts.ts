import { createHttpClient } from '@sidelight/api/connectors/http/axios-client.ts';
import type { OAuthDefinition } from '@sidelight/api/connectors/oauth.ts';
import { zendeskOauth } from '@sidelight/api/connectors/zendesk/oauth.ts';
import { createLocalKey, parseKey } from '@sidelight/api/secrets/local-key.ts';
import { createOAuthTokens, type OAuthDeps } from '@sidelight/api/secrets/oauth/access-tokens.ts';
import { classifyRefresh, createRefresh } from '@sidelight/api/secrets/oauth/refresh.ts';
import { Secret } from '@sidelight/api/secrets/secret.ts';
import { createSecretStore } from '@sidelight/api/secrets/secret-store.ts';
import { createLeases } from '@sidelight/api/store/coordination.ts';
import type { Database } from '@sidelight/api/store/database.ts';
import { createSecretRows } from '@sidelight/api/store/secrets.ts';

export interface PartsOptions {
  readonly db: Database;
  readonly key: string;
  readonly tokenUrl: URL;
  readonly process: string;
  readonly vendor?: OAuthDefinition;
  now?(): number;
  readonly leaseMs?: number;
  readonly recordOf?: OAuthDeps['recordOf'];
  changeStore?(store: OAuthDeps['store']): OAuthDeps['store'];
  changeLease?(lease: OAuthDeps['lease']): OAuthDeps['lease'];
}

/** The parts of one process that renews tokens, as the service puts them together. */
export function oauthParts(options: PartsOptions) {
  const { db, key, tokenUrl, process, now = Date.now, leaseMs, recordOf } = options;
  const { changeStore = (store) => store, changeLease = (lease) => lease } = options;
  const { vendor = zendeskOauth } = options;
  const keys = { current: createLocalKey(parseKey(key)!), previous: undefined };
  const store = createSecretStore({ rows: createSecretRows(db), keys, now });
  const http = createHttpClient({ baseUrl: tokenUrl, headers: {}, classify: classifyRefresh(vendor), now });
  const endpoint = { vendor, http, clientId: 'sidelight', clientSecret: new Secret('client-secret') };
  const tokens = createOAuthTokens({
    ...{
      store: changeStore(store),
      lease: changeLease(createLeases(db)),
      refresh: createRefresh(() => endpoint, now),
      process,
      now,
      steadyNow: now,
    },
    ...(leaseMs !== undefined && { leaseMs }),
    ...(recordOf && { recordOf }),
  });
  return { store, tokens, close: () => http.close() };
}
