import { auditKeys } from '@sidelight/api/audit/marks.ts';
import { createAuditTrail } from '@sidelight/api/store/audit.ts';
import type { Database } from '@sidelight/api/store/database.ts';

export const testKeys = auditKeys(Buffer.alloc(32, 7));

/** An audit trail whose keys are the same in every test. */
export const trailOf = (
  db: Database,
  onTrouble = (error: unknown) => {
    throw error;
  },
) => createAuditTrail(db, { keysOf: async () => testKeys, onTrouble });
