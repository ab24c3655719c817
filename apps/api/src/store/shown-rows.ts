import { Value } from '@sidelight/shared/context/value.ts';
import { sql } from 'kysely';
import type { ShownAnswer } from '../health/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';

export interface ShownRow {
  readonly ticket_id: string;
  readonly field: string;
  readonly system: string;
  readonly shown: unknown;
  readonly shown_at: Date;
  readonly answered_at: Date | null;
  readonly answered_by: string | null;
}

export const keyOfShown = ({ ticket_id, field }: Pick<ShownRow, 'ticket_id' | 'field'>) => `${ticket_id}|${field}`;

export const answerOf = (row: ShownRow): ShownAnswer => ({
  ...{ ticketId: row.ticket_id, field: row.field, system: row.system, shown: Value.nullable().parse(row.shown) },
  shownAt: new Date(row.shown_at).toISOString(),
  answeredAt: row.answered_at === null ? undefined : new Date(row.answered_at).toISOString(),
  answeredBy: row.answered_by ?? undefined,
});

/** A reply went out: the rows of a ticket that were shown since and that nobody had answered by, which now are answered. */
export async function markAnswered<Row extends ShownRow>(
  db: Database,
  table: 'shown_answers' | 'believed_answers',
  { tenant, ticketId, since }: { readonly tenant: TenantId; readonly ticketId: string; readonly since: string },
  { at, by }: { readonly at: string; readonly by: string | undefined },
): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`update ${sql.table(table)} set answered_at = ${at}, answered_by = ${by ?? null}
    where tenant = ${tenant} and ticket_id = ${ticketId} and shown_at >= ${new Date(since)}
      and answered_at is null returning *`.execute(db);
  return rows;
}
