import type { JournalView } from '@sidelight/shared/sync/sync-report.ts';
import type { JournalStanding } from './ports.ts';

/** What people see of it. Pure. */
export const journalView = (standing: JournalStanding | undefined): JournalView | undefined =>
  standing && {
    ...(standing.readAt !== undefined && { readAt: standing.readAt }),
    ...(standing.failingSince !== undefined && { failingSince: standing.failingSince }),
    ...(standing.reason !== undefined && { reason: standing.reason }),
  };
