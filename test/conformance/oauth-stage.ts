import { randomBytes } from 'node:crypto';
import type { AccessToken } from '@sidelight/api/secrets/oauth/oauth-tokens.ts';
import { Secret } from '@sidelight/api/secrets/secret.ts';
import { tenantId } from '@sidelight/api/tenants/tenant-id.ts';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { oauthParts, type PartsOptions } from './oauth-parts.ts';
import type { Open } from './on-each-database.ts';
import { startTokenServer, type TokenServer } from './token-server.ts';

export const acme = tenantId('acme')!;
export const never = new AbortController().signal;
export const MINUTE = 60_000;

const shown = (answer: AccessToken) => (answer.kind === 'live' ? answer.token.reveal() : answer.kind);

/** A database and a vendor's token endpoint, with processes that renew tokens between them; for one `describe`. */
export function setOAuthStage(open: Open) {
  const key = randomBytes(32).toString('base64');
  const clock = { aheadMs: 0 };
  const now = () => Date.now() + clock.aheadMs;
  const started: { close(): Promise<void> }[] = [];
  let opened: Awaited<ReturnType<Open>>;
  let server: TokenServer;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());
  beforeEach(async () => {
    server = await startTokenServer();
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map((parts) => parts.close()));
    await server.close();
    for (const table of ['secrets', 'data_keys', 'leases'] as const) await opened.db.deleteFrom(table).execute();
  });

  /** One of several processes. */
  function start(process: string, options: Partial<PartsOptions> = {}) {
    const parts = oauthParts({ db: opened.db, key, tokenUrl: server.url, process, now, ...options });
    started.push(parts);
    return {
      ...parts,
      ask: async (signal = never) => shown(await parts.tokens.accessToken(acme, 'helpdesk', signal)),
      replace: async (refused: string) =>
        shown(await parts.tokens.replace(acme, 'helpdesk', new Secret(refused), never)),
    };
  }
  /** `expiresInMs` undefined: the vendor named no lifetime. */
  async function connect(expiresInMs: number | undefined, isRenewable = true) {
    const { access, refresh } = server.issue();
    const refreshToken = isRenewable ? new Secret(refresh) : undefined;
    const expiresAtMs = expiresInMs === undefined ? undefined : now() + expiresInMs;
    const tokens = { accessToken: new Secret(access), refreshToken, isRefused: false };
    const fresh = { tokens: { ...tokens, expiresAtMs }, refreshEndsAt: undefined };
    await start('setup').tokens.connect(acme, 'helpdesk', fresh, '42', never);
    return access;
  }

  return {
    ...{ key, clock, start, connect },
    get opened() {
      return opened;
    },
    /** Another one in each test. */
    get server() {
      return server;
    },
  };
}
