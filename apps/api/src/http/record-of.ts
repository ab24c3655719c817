import type { AuditAction } from '@sidelight/shared/audit/audit-actions.ts';
import type { Session } from '../access/session.ts';
import type { OnRecord } from '../audit/ports.ts';

/** The row of what a person is about to change. `about`: what of ours it is about, never a value, never a person. */
export type RecordOf<A extends AuditAction> = (
  action: A,
  session: Session,
  requestId: string,
  ticketId?: string,
  about?: string,
) => OnRecord;
