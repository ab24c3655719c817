import { type RawBuilder, sql } from 'kysely';
import type { EvidenceLog } from '../readiness/ports.ts';
import type { Database } from './database.ts';

/** Reads what the other repositories have written, for readiness. Writes nothing. */
export function createEvidenceLog(db: Database): EvidenceLog {
  const iso = (at: Date | string): string => new Date(at).toISOString();

  /** One time, or none. */
  async function time(query: RawBuilder<{ at: Date | null }>): Promise<string | undefined> {
    const { rows } = await query.execute(db);
    const at = rows[0]?.at;
    return at ? iso(at) : undefined;
  }

  return {
    async deliveries(tenant) {
      const { rows } = await sql<{ channel: string; at: Date }>`select channel, max(made_at) as at from alerts
        where tenant = ${tenant} and state = 'sent' group by channel`.execute(db);
      return new Map(rows.map(({ channel, at }) => [channel, iso(at)]));
    },
    async askedAt(tenant, sinceMs) {
      const { rows } = await sql<{ connector: string; at_ms: number }>`select connector, max(at_ms) as at_ms
        from health_signals where tenant = ${tenant} and at_ms >= ${sinceMs} and source <> 'canary'
        group by connector`.execute(db);
      return new Map(rows.map(({ connector, at_ms }) => [connector, new Date(at_ms).toISOString()]));
    },
    async canary(tenant, sinceMs) {
      const { rows } = await sql<{ at_ms: number; failed: number }>`select distinct on (connector) at_ms, failed
        from health_signals where tenant = ${tenant} and at_ms >= ${sinceMs} and source = 'canary'
        order by connector, at_ms desc, id desc`.execute(db);
      return rows.map(({ at_ms, failed }) => ({ at: new Date(at_ms).toISOString(), isRight: failed === 0 }));
    },
    webhookAt: (tenant) =>
      time(sql`select max(received_at) as at from webhook_inbox where tenant = ${tenant} and system = 'helpdesk'`),
    async ticketsByAgent(tenant, since) {
      const { rows } = await sql<{ actor_id: string; tickets: string | number }>`select actor_id,
          count(distinct ticket_id) as tickets
        from audit where tenant = ${tenant} and at >= ${since}::timestamptz and action = 'context.viewed'
          and role in ('agent', 'lead') and actor_id <> '' and ticket_id is not null
        group by actor_id order by actor_id`.execute(db);
      return rows.map(({ actor_id, tickets }) => ({ agentId: actor_id, tickets: Number(tickets) }));
    },
    async agentsBetween(tenant, from, until) {
      const { rows } = await sql<{ agents: string | number }>`select count(distinct actor_id) as agents
        from audit where tenant = ${tenant} and at between ${from}::timestamptz and ${until}::timestamptz
          and action = 'context.viewed' and role = 'agent' and ticket_id is not null`.execute(db);
      return Number(rows[0]?.agents ?? 0);
    },
    ownerToldAt: (tenant) =>
      time(sql`select max(at) as at from audit where tenant = ${tenant} and action = 'owner.told'`),
  };
}
