import type { TenantId } from '../tenants/tenant-id.ts';
import type { RiskLog } from './ports.ts';

/** Who has taken care of an answer, by name; undefined where nobody has, or that was taken back. */
export async function handledBy(
  risks: Pick<RiskLog, 'ofTicket'>,
  tenant: TenantId,
  ticketId: string,
  incidentId: string,
): Promise<string | undefined> {
  const rows = await risks.ofTicket(tenant, ticketId);
  const found = rows.find((row) => row.incidentId === incidentId)?.checked;
  return found?.kind === 'checked' ? found.ticket.handled?.by : undefined;
}
