import { createInstants } from '@sidelight/shared/instants.ts';
import { sql } from 'kysely';
import type { AuditEntry, AuditTrail } from '../audit/ports.ts';
import { createBatchWriter } from './batch-writer.ts';
import type { Database } from './database.ts';

export interface StoredAuditTrail extends AuditTrail {
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** Append-only. One statement a batch, whatever its size: the rows travel as one JSON parameter. */
export function createAuditTrail(
  db: Database,
  onTrouble: (error: unknown, lost: number) => void,
  onSetAside = (error: unknown) => onTrouble(error, 1),
): StoredAuditTrail {
  const writer = createBatchWriter<AuditEntry>({
    everyMs: 250,
    most: 1000,
    capacity: 100_000,
    onTrouble,
    onSetAside,
    async write(entries) {
      const instants = createInstants();
      const rows = entries.map((entry) => row(entry, instants(entry.atMs)));
      await sql`insert into audit (tenant, at, request_id, actor_id, role, action, ticket_id, requester_id, account_id)
        select tenant, at, request_id, actor_id, role, action, ticket_id, requester_id, account_id
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as entry (
          tenant text, at timestamptz, request_id text, actor_id text, role text, action text,
          ticket_id text, requester_id text, account_id text)`.execute(db);
    },
  });
  return { record: writer.push, flush: writer.flush, close: writer.close };
}

const row = (entry: AuditEntry, at: string) => ({
  tenant: entry.tenant,
  at,
  request_id: entry.requestId,
  actor_id: entry.actorId,
  role: entry.role,
  action: entry.action,
  ticket_id: entry.ticketId,
  requester_id: entry.requesterId,
  account_id: entry.accountId,
});
