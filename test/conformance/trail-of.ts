import { auditKeys } from '@sidelight/api/audit/marks.ts';
import { createAuditTrail } from '@sidelight/api/store/audit.ts';
import type { AuditAside } from '@sidelight/api/store/audit-aside.ts';
import type { Database } from '@sidelight/api/store/database.ts';

export const testKeys = auditKeys(Buffer.alloc(32, 7));

/** An audit trail whose keys are the same in every test. */
export const trailOf = (
  db: Database,
  onTrouble: (error: unknown) => void = (error) => {
    throw error;
  },
  aside: AuditAside = { append: async () => onTrouble(new Error('put beside the store')), takeIn: async () => 0 },
) => createAuditTrail(db, { keysOf: async () => testKeys, aside, onTrouble });
