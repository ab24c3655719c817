import { TicketAtRisk } from '@sidelight/shared/health/answers-at-risk.ts';
import { z } from 'zod';
import type { CheckedTicket, RiskLog, RiskOfTicket } from '../health/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { changeIn } from './on-record.ts';
import { fitting, type OnDamaged, unheard } from './stored-rows.ts';

const Checked = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('checked'), ticket: TicketAtRisk }),
  z.strictObject({ kind: z.literal('unchecked'), ticketId: z.string() }),
]);

const about = { table: 'incident_answers', keyOf: (row: { ticket_id: string }) => row.ticket_id };

/** What reading them again brought to light, one row an incident and ticket. */
export function createRiskLog(db: Database, onDamaged: OnDamaged = unheard): RiskLog {
  const all = (tenant: TenantId) =>
    db
      .selectFrom('incident_answers')
      .select(['incident_id', 'ticket_id', 'result', 'handled_by', 'handled_at'])
      .where('tenant', '=', tenant);
  const one = (on: Database, tenant: TenantId, incident_id: string, ticket_id: string) =>
    on.updateTable('incident_answers').where((eb) => eb.and({ tenant, incident_id, ticket_id }));
  return {
    async put(tenant, incidentId, result) {
      const ticketId = result.kind === 'checked' ? result.ticket.ticketId : result.ticketId;
      await db
        .insertInto('incident_answers')
        .values({ tenant, incident_id: incidentId, ticket_id: ticketId, result: JSON.stringify(result) })
        .onConflict((c) =>
          c.columns(['tenant', 'incident_id', 'ticket_id']).doUpdateSet({ result: JSON.stringify(result) }),
        )
        .execute();
    },
    handle(tenant, incidentId, ticketId, by, at, record) {
      const handle = async (tx: Database) => {
        const open = one(tx, tenant, incidentId, ticketId).where('handled_at', 'is', null);
        return (await open.set({ handled_by: by, handled_at: at }).executeTakeFirst()).numUpdatedRows > 0n;
      };
      return changeIn(db, record, handle, Boolean);
    },
    reopen(tenant, incidentId, ticketId, since, record) {
      const reopen = async (tx: Database) => {
        const late = one(tx, tenant, incidentId, ticketId).where('handled_at', '>=', new Date(since));
        return (await late.set({ handled_by: null, handled_at: null }).executeTakeFirst()).numUpdatedRows > 0n;
      };
      return changeIn(db, record, reopen, Boolean);
    },
    async ofTicket(tenant, ticketId) {
      const rows = await all(tenant).where('ticket_id', '=', ticketId).orderBy('incident_id').execute();
      return fitting(rows, ofTicket, about, onDamaged);
    },
    async handledBetween(tenant, from, until) {
      const rows = await all(tenant)
        .where('handled_at', '>=', new Date(from))
        .where('handled_at', '<', new Date(until))
        .execute();
      return fitting(rows, ofTicket, about, onDamaged);
    },
    async of(tenant, incidentId) {
      const rows = await all(tenant).where('incident_id', '=', incidentId).orderBy('ticket_id').execute();
      return fitting(rows, checkedOf, about, onDamaged);
    },
  };
}

interface Row {
  readonly result: unknown;
  readonly handled_by: string | null;
  readonly handled_at: Date | null;
}

const ofTicket = (row: Row & { readonly incident_id: string }): RiskOfTicket => ({
  ...{ incidentId: row.incident_id, checked: checkedOf(row) },
});

function checkedOf(row: Row): CheckedTicket {
  const checked = Checked.parse(row.result);
  if (checked.kind === 'unchecked' || row.handled_by === null || row.handled_at === null) return checked;
  const handled = { by: row.handled_by, at: new Date(row.handled_at).toISOString() };
  return { ...checked, ticket: { ...checked.ticket, handled } };
}
