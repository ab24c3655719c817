import { createSecretKey } from 'node:crypto';
import { createSessions } from '@sidelight/api/access/session.ts';
import { connectionForms } from '@sidelight/api/connectors/connection-forms.ts';
import { createLocalKey } from '@sidelight/api/secrets/local-key.ts';
import { Secret } from '@sidelight/api/secrets/secret.ts';
import { createSecretStore } from '@sidelight/api/secrets/secret-store.ts';
import { secretOf } from '@sidelight/api/setup/endpoints.ts';
import { createConnectionLog } from '@sidelight/api/store/connection-log.ts';
import type { Database } from '@sidelight/api/store/database.ts';
import { createSecretRows } from '@sidelight/api/store/secrets.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import type { World } from '../world/world.ts';

const KEY = Buffer.alloc(32, 7);
const SESSION_KEY = Buffer.alloc(32, 9);
const sessions = createSessions(SESSION_KEY, { now: Date.now });

/** What a process needs to serve them. */
export const tenantsEnv = () => ({
  SECRETS_KEY: KEY.toString('base64'),
  SESSION_SECRET: SESSION_KEY.toString('base64'),
  LEARN_TENANTS: 'any',
});

export const nameOf = (n: number): string => `bench-${n}`;

/** An agent of that helpdesk, signed in. */
export const sessionOf = (tenant: string): string =>
  sessions.issue({
    ...{ tenant: requireTenant(tenant), userId: '7001', role: 'agent', locale: 'en', location: 'ticket_sidebar' },
  }).token;

/** So many helpdesks, each with connections of its own to the one world there is. */
export async function connectTenants(db: Database, world: World, count: number): Promise<void> {
  const { hubspot, stripe, posthog, jira, zendesk } = world.credentials;
  const given: Readonly<Record<string, { readonly system: string; readonly typed: Record<string, string> }>> = {
    hubspot: { system: 'crm', typed: { token: hubspot.token } },
    stripe: { system: 'billing', typed: { key: stripe.key } },
    posthog: { system: 'telemetry', typed: { url: world.urls.posthog, key: posthog.key } },
    jira: { system: 'issues', typed: { url: world.urls.jira, email: jira.email, token: jira.token } },
    statuspage: { system: 'issues', typed: { url: world.urls.statuspage } },
    zendesk: { system: 'helpdesk', typed: { token: zendesk.token } },
  };
  const keys = { current: createLocalKey(createSecretKey(KEY)), previous: undefined };
  const secrets = createSecretStore({ rows: createSecretRows(db), keys, now: Date.now });
  const connections = createConnectionLog(db);
  const signal = AbortSignal.timeout(60_000);
  for (let n = 1; n <= count; n++) {
    const tenant = requireTenant(nameOf(n));
    await sql`insert into tenants (tenant, installation_id) values (${tenant}, ${String(n)})`.execute(db);
    for (const [connector, { system, typed }] of Object.entries(given)) {
      const place = { url: undefined, consoleUrl: undefined, environment: 'live' as const };
      const method = connectionForms[connector]?.methods(place).find(({ kind }) => kind === 'key');
      const hidden = new Set(method?.kind === 'key' ? method.inputs.filter((i) => i.isSecret).map((i) => i.name) : []);
      const inputs = Object.fromEntries(Object.entries(typed).filter(([name]) => !hidden.has(name)));
      await connections.put(tenant, { connector, method: 'key', inputs, byId: '42', byName: 'Bench' });
      for (const name of hidden)
        await secrets.put(
          tenant,
          secretOf(system, connector, name),
          new Secret(typed[name] ?? ''),
          { by: '42' },
          signal,
        );
    }
  }
}
