import type { Database } from './database.ts';
import { observationWrites } from './observation-log.ts';
import { servedWrites } from './served-log.ts';
import { signalStatements } from './signal-log.ts';
import { speedWrites } from './speed-log.ts';
import { usageStatements } from './usage-log.ts';

/** What the tenants of a process write and ask at each tick: one statement of a kind for all that do so at once. */
export const createHealthStatements = (db: Database) => ({
  signals: signalStatements(db),
  speeds: speedWrites(db),
  observations: observationWrites(db),
  usage: usageStatements(db),
  served: servedWrites(db),
});

export type HealthStatements = ReturnType<typeof createHealthStatements>;
