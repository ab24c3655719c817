import type { AuditDesk } from '../audit/desk.ts';
import type { Access, AccessHistory } from '../privacy/ports.ts';

/** Who has looked at somebody, as the audit tells it: by each name that the helpdesk and the CRM have for them. */
export const createAccessHistory =
  (desk: Pick<AuditDesk, 'rows'>): AccessHistory =>
  async (_tenant, { users, contacts }, most) => {
    const found = new Map<number, Access>();
    for (const customer of [...users, ...contacts]) {
      let left = most;
      for await (const { seq, atMs, actorId, role, action, ticketId } of desk.rows({ customer })) {
        found.set(seq, { at: new Date(atMs).toISOString(), actorId, role, action, ticketId: ticketId ?? undefined });
        if (--left === 0) break;
      }
    }
    return [...found.values()].toSorted((a, b) => b.at.localeCompare(a.at)).slice(0, most);
  };
