import type { AuditAction } from '@sidelight/shared/audit/audit-actions.ts';
import { entriesAt } from '../audit/entry.ts';
import { createLooks } from '../audit/looks.ts';
import type { AuditedChanges, AuditTrail } from '../audit/ports.ts';
import type { RecordDenied } from '../http/denied-to.ts';
import type { RecordLook, RecordOf, RecordView } from '../http/record-of.ts';

export interface RouteAuditDeps {
  readonly audit: AuditTrail & AuditedChanges;
  now(): number;
  steadyNow(): number;
}

/** How the routes of one tenant put on record who sees what, and who changes what. */
export function createRouteAudit({ audit, now, steadyNow }: RouteAuditDeps) {
  const entryOf = entriesAt(now);
  const looks = createLooks({ write: audit.write, steadyNow });
  const recordOf: RecordOf<AuditAction> = (...of) => audit.onRecord(entryOf(...of));
  const view: RecordView<AuditAction> = (...of) => audit.write(entryOf(...of));
  const look: RecordLook<AuditAction> = (action, session, requestId, seen) =>
    looks(seen.map((details) => entryOf(action, session, requestId, details)));
  const denied: RecordDenied = (session, requestId, about) =>
    audit.tally(entryOf('session.denied', session, requestId, { about }));
  return { recordOf, view, look, denied };
}
