import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import type { TicketFact } from '../support/ticket-fact.ts';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';

const at = z.coerce.date().transform((date) => date.getTime());
const orNone = <T>(schema: z.ZodType<T>) => schema.nullable();

const Row = z.object({
  ...{ id: z.string(), organization_id: orNone(z.string()), requester_id: orNone(z.string()) },
  ...{ created_at: at, updated_at: at, solved_at: orNone(at), breached_at: orNone(at) },
  first_reply_after_ms: orNone(z.coerce.number()),
  status: z.enum(['new', 'open', 'pending', 'hold', 'solved', 'closed']),
  ...{ priority: orNone(z.string()), category: orNone(z.string()), marks: z.array(z.string()) },
  csat: orNone(z.enum(['good', 'bad'])),
});

export function factOf(row: Selectable<Schema['support_tickets']>): TicketFact {
  const read = Row.parse(row);
  return {
    ...{ id: read.id, organizationId: read.organization_id, requesterId: read.requester_id },
    ...{ createdAtMs: read.created_at, updatedAtMs: read.updated_at, solvedAtMs: read.solved_at },
    ...{ firstReplyAfterMs: read.first_reply_after_ms, breachedAtMs: read.breached_at, csat: read.csat },
    ...{ status: read.status, priority: read.priority, marks: read.marks, category: read.category },
  };
}

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** A missed target that is known stays known: not every answer tells of it. */
export async function keepFacts(tx: Database, tenant: string, facts: readonly TicketFact[]): Promise<void> {
  if (facts.length === 0) return;
  const rows = facts.map((fact) => ({
    ...{ id: fact.id, organization_id: fact.organizationId, requester_id: fact.requesterId },
    ...{ created_at: iso(fact.createdAtMs), updated_at: iso(fact.updatedAtMs), solved_at: iso(fact.solvedAtMs) },
    ...{ first_reply_after_ms: fact.firstReplyAfterMs, breached_at: iso(fact.breachedAtMs), csat: fact.csat },
    ...{ status: fact.status, priority: fact.priority, marks: fact.marks, category: fact.category },
  }));
  await sql`insert into support_tickets (tenant, id, organization_id, requester_id, created_at, updated_at,
      first_reply_after_ms, solved_at, status, priority, marks, category, csat, breached_at)
    select ${tenant}, n.id, n.organization_id, n.requester_id, n.created_at, n.updated_at,
      n.first_reply_after_ms, n.solved_at, n.status, n.priority, n.marks, n.category, n.csat, n.breached_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(id text, organization_id text, requester_id text,
      created_at timestamptz, updated_at timestamptz, first_reply_after_ms bigint, solved_at timestamptz, status text,
      priority text, marks jsonb, category text, csat text, breached_at timestamptz)
    order by n.id
    on conflict (tenant, id) do update set organization_id = excluded.organization_id,
      requester_id = excluded.requester_id, created_at = excluded.created_at, updated_at = excluded.updated_at,
      first_reply_after_ms = excluded.first_reply_after_ms, solved_at = excluded.solved_at, status = excluded.status,
      priority = excluded.priority, marks = excluded.marks, category = excluded.category, csat = excluded.csat,
      breached_at = coalesce(support_tickets.breached_at, excluded.breached_at)`.execute(tx);
}
