import { adoptAll } from '../audit/adopt.ts';
import type { ScheduledTask } from '../jobs/scheduler.ts';
import { createUnchainedRows } from '../store/audit-adopt.ts';
import { createAuditLog } from '../store/audit-log.ts';
import type { SharedDeps } from './shared-deps.ts';

const DAY_MS = 86_400_000;
const LOOK_EVERY_MS = 10 * 60_000;

/** What is done for the audits of all tenants, awake or not. */
export function auditTasks(shared: SharedDeps): readonly ScheduledTask[] {
  const { database, log } = shared.serviceDeps;
  const auditLog = createAuditLog(database.db);
  const unchained = createUnchainedRows(database.db);
  return [
    {
      ...{ name: 'take old rows into the audit', everyMs: LOOK_EVERY_MS },
      run: (signal) => adoptAll(unchained, shared.auditKeysOf, signal),
    },
    {
      ...{ name: 'check and sign the audit', everyMs: DAY_MS },
      async run(signal) {
        for (const tenant of await auditLog.unsigned()) {
          if (signal.aborted) return;
          const desk = shared.auditDeskOf(tenant);
          const head = await desk.sign();
          // Also where the logs go: who may write to the database can take the row away, and not this line.
          if (head)
            log.info('the end of the audit, signed', { tenant, kind: `${head.seq} ${head.hash} ${head.signature}` });
          const { findings } = await desk.check();
          const [first] = findings;
          if (first)
            log.error('the audit was changed behind its back', {
              tenant,
              count: findings.length,
              kind: `${first.kind} ${first.seq}`,
            });
        }
      },
    },
  ];
}
