import { ownValue } from '@sidelight/shared/own-property.ts';
import type { JournalView } from '@sidelight/shared/sync/sync-report.ts';
import type { SyncJournalWords } from '../../words/sync-journal-words.ts';
import { icon } from '../icon.tsx';
import type { ReportContext } from '../sync/context.ts';
import { told } from '../sync/told.ts';

/** Whether the CRM's own list of changes is read; where it cannot be, why, and what is done instead. */
export function journalPart(journal: JournalView, words: SyncJournalWords, ctx: ReportContext) {
  const { report, relative, nowMs, moment } = ctx;
  const { readAt, failingSince, reason = '' } = journal;
  if (failingSince !== undefined) {
    const why = told(ownValue<string>(words.why, reason) ?? words.why.other, report);
    return (
      <p class="notice" role="status">
        {icon('triangle')}
        <span>{told(words.failing, report, { at: moment(failingSince), why })}</span>
      </p>
    );
  }
  const text =
    readAt === undefined ? told(words.notYet, report) : told(words.read, report, { ago: relative(readAt, nowMs()) });
  return <p class="note">{text}</p>;
}
