import type { AuditDesk } from '../audit/desk.ts';
import type { Access, AccessHistory } from '../privacy/ports.ts';

/** Who has looked at somebody, as the audit tells it: by each name that the helpdesk has for them. */
export const createAccessHistory =
  (desk: Pick<AuditDesk, 'rows'>): AccessHistory =>
  async (_tenant, { users }, most) => {
    const found: Access[] = [];
    for (const customer of users) {
      let left = most;
      for await (const { atMs, actorId, role, action, ticketId } of desk.rows({ customer })) {
        found.push({ at: new Date(atMs).toISOString(), actorId, role, action, ticketId: ticketId ?? undefined });
        if (--left === 0) break;
      }
    }
    return found.toSorted((a, b) => b.at.localeCompare(a.at)).slice(0, most);
  };
