import type { AtVendor } from '@sidelight/shared/setup/disconnected.ts';
import type { Config } from '../config/config.ts';
import { entryVendor } from '../connectors/catalogue.ts';
import { guardedConnect } from '../connectors/http/guarded-connect.ts';
import { tokensOf } from '../secrets/oauth/tokens.ts';
import type { SecretName } from '../secrets/ports.ts';
import { createSecretStore } from '../secrets/secret-store.ts';
import { createOauthExchange } from '../setup/oauth-exchange.ts';
import { heldTokens } from '../store/agent-tokens.ts';
import type { Database } from '../store/database.ts';
import { createSecretRows } from '../store/secrets.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { createExchanges } from './oauth-exchanges.ts';

/** How many sign-ins at one vendor came to what. `unreadable`: they do not open, or this server has no client there. */
export interface GivenBack {
  readonly connector: string;
  readonly kind: AtVendor['kind'] | 'unreadable';
  readonly count: number;
}

const AT_ONCE = 4;
const EACH_MS = 10_000;

/** Gives back what one tenant's connections and agents were allowed. Changes nothing here. */
export async function giveBackAll(
  { config, db, now }: { readonly config: Config; readonly db: Database; now(): number },
  tenant: TenantId,
  signal: AbortSignal,
): Promise<readonly GivenBack[]> {
  const waiting = [...(await heldTokens(db, tenant))];
  const keys = config.secretKeys;
  const secrets = keys && createSecretStore({ rows: createSecretRows(db), keys, now });
  const exchanges = createExchanges(config, guardedConnect(config.namedHosts), now);
  const counts = new Map<string, GivenBack>();

  async function giveBack(of: SecretName, connector: string): Promise<GivenBack['kind']> {
    const each = AbortSignal.any([signal, AbortSignal.timeout(EACH_MS)]);
    const found = await secrets?.read(tenant, of, each);
    const tokens = found?.kind === 'found' ? tokensOf(found.value) : undefined;
    const exchange = exchanges.get(connector);
    if (!tokens || !exchange) return 'unreadable';
    return (await createOauthExchange(exchange).giveBack(tenant, tokens, each)).kind;
  }
  async function work(): Promise<void> {
    for (let of = waiting.shift(); of; of = waiting.shift()) {
      const [connector = '', rest] = of.name.split('/', 2);
      const at = rest === undefined ? entryVendor().id : connector;
      const kind = await giveBack(of, at);
      const key = `${at} ${kind}`;
      counts.set(key, { connector: at, kind, count: (counts.get(key)?.count ?? 0) + 1 });
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return [...counts.values()];
}
