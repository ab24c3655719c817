import { adoptAll } from '../audit/adopt.ts';
import { entriesAt } from '../audit/entry.ts';
import { newRequestId } from '../http/request-id.ts';
import type { ScheduledTask } from '../jobs/scheduler.ts';
import { createUnchainedRows } from '../store/audit-adopt.ts';
import { createAuditLog } from '../store/audit-log.ts';
import { aboutKeyUse, keyUsesLeft } from '../store/key-uses.ts';
import type { SharedDeps } from './shared-deps.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LOOK_EVERY_MS = 10 * 60_000;
const USES_EVERY_MS = 6 * HOUR_MS;

/** What is done for the audits of all tenants, awake or not. */
export function auditTasks(shared: SharedDeps): readonly ScheduledTask[] {
  const { audit, auditDeskOf } = shared;
  const { database, log, now } = shared.serviceDeps;
  const auditLog = createAuditLog(database.db);
  const unchained = createUnchainedRows(database.db);
  const entryOf = entriesAt(now);
  return [
    {
      ...{ name: 'take old rows into the audit', everyMs: LOOK_EVERY_MS },
      run: (signal) => adoptAll(unchained, shared.auditKeysOf, signal),
    },
    {
      ...{ name: 'keys that were used', everyMs: USES_EVERY_MS },
      async run(signal) {
        for (const use of await keyUsesLeft(database.db, now())) {
          if (signal.aborted) return;
          const { tenant, calls: count } = use;
          const details = { about: aboutKeyUse(use), count };
          await audit.write(entryOf('key.used', { tenant, userId: '', role: 'system' }, newRequestId(), details));
        }
      },
    },
    {
      ...{ name: 'sign the audit', everyMs: HOUR_MS },
      async run(signal) {
        for (const tenant of await auditLog.unsigned()) {
          if (signal.aborted) return;
          const head = await auditDeskOf(tenant).sign();
          // Also where the logs go: who may write to the database can take the row away, and not this line.
          if (typeof head === 'object')
            log.info('the end of the audit, signed', { tenant, kind: `${head.seq} ${head.hash} ${head.signature}` });
        }
      },
    },
    {
      ...{ name: 'check the audit', everyMs: DAY_MS },
      async run(signal) {
        // Also one that has not grown: a row can be changed at any time.
        for (const tenant of await auditLog.tenants()) {
          if (signal.aborted) return;
          const { findings, endsUnread } = await auditDeskOf(tenant).check();
          if (endsUnread) log.error('the ends of the audit cannot be checked: their key does not open', { tenant });
          const [first] = findings;
          if (first)
            log.error('the audit was changed behind its back', {
              ...{ tenant, count: findings.length, kind: `${first.kind} ${first.seq}` },
            });
        }
      },
    },
  ];
}
