import type { JobQueue } from '../jobs/ports.ts';
import type { ScheduledTask } from '../jobs/scheduler.ts';
import type { Database } from '../store/database.ts';
import { createErasureSweep } from '../store/erasure-log.ts';
import { createIssueSweep } from '../store/issue-reports.ts';
import { createJournalSweep } from '../store/journal-sweep.ts';
import { createSupportSweep } from '../store/support-due.ts';
import { createSyncSweep } from '../store/sync-sweep.ts';
import { createSyncSwitches } from '../store/sync-switches.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

export interface SweepTasksDeps {
  readonly db: Database;
  readonly jobs: JobQueue<Database>;
  /** The tenants with whom somebody works just now. */
  atWork(): readonly TenantId[];
}

const LOOK_EVERY_MS = 15_000;
const LOST_EVERY_MS = 60_000;

/** What puts work in line that no event did, of all tenants at once. */
export function sweepTasks({ db, jobs, atWork }: SweepTasksDeps): readonly ScheduledTask[] {
  const switches = createSyncSwitches(db, jobs);
  return [
    { name: 'changes to be asked for', everyMs: LOOK_EVERY_MS, run: () => switches.ask(atWork()) },
    { name: 'journals to be read', everyMs: LOOK_EVERY_MS, run: createJournalSweep(db, jobs, atWork) },
    { name: 'sync that has lost its job', everyMs: LOST_EVERY_MS, run: createSyncSweep(db, jobs) },
    { name: 'issues that somebody waits for', everyMs: LOST_EVERY_MS, run: createIssueSweep(db, jobs, atWork) },
    { name: 'erasures to be looked at again', everyMs: LOST_EVERY_MS, run: createErasureSweep(db, jobs) },
    { name: 'customers to be worked out', everyMs: LOOK_EVERY_MS, run: createSupportSweep(db, jobs, atWork) },
  ];
}
