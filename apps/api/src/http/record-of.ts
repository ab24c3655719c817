import type { AuditAction } from '@sidelight/shared/audit/audit-actions.ts';
import type { Session } from '../access/session.ts';
import type { AuditDetails, OnRecord } from '../audit/ports.ts';

/** The row of what a person is about to change. */
export type RecordOf<A extends AuditAction> = (
  action: A,
  session: Session,
  requestId: string,
  details?: AuditDetails,
) => OnRecord;

/** That a person sees something: on record when it resolves. */
export type RecordView<A extends AuditAction> = (
  action: A,
  session: Session,
  requestId: string,
  details?: AuditDetails,
) => Promise<void>;

/** The same of what a page asks for again by itself: a row for each customer, which holds for an hour. None for nobody. */
export type RecordLook<A extends AuditAction> = (
  action: A,
  session: Session,
  requestId: string,
  seen: readonly AuditDetails[],
) => Promise<void>;
