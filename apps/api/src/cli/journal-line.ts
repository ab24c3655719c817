import type { JournalView } from '@sidelight/shared/sync/sync-report.ts';
import { minute, span } from './sync-words.ts';

/** How the reading of the CRM's journal stands, for a terminal. */
export function journalLine({ readAt, failingSince, reason }: JournalView, nowMs: number): string {
  const read = readAt === undefined ? 'not read yet' : `read ${span(nowMs - Date.parse(readAt))} ago`;
  const failing =
    failingSince === undefined ? '' : `, CANNOT BE READ since ${minute(failingSince)}: ${reason?.replaceAll('_', ' ')}`;
  return `journal of the CRM: ${read}${failing}`;
}
