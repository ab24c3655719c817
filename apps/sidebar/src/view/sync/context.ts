import type { SyncReport } from '@sidelight/shared/sync/sync-report.ts';
import type { SyncCommands } from '../../model/sync/commands.ts';
import type { Decide } from '../../model/sync/decide.ts';
import type { SyncPage } from '../../model/sync/page.ts';
import type { Proposals } from '../../model/sync/proposals.ts';
import type { SyncState } from '../../model/sync/state.ts';
import type { Ticker } from '../../model/ticker.ts';
import type { Format } from '../../words/format.ts';
import type { Measures } from '../../words/status-format.ts';
import type { SyncWords } from '../../words/sync-words.ts';
import type { BasicWords } from '../../words/words.ts';

/** What every part of the page can say, format and do. All but the state never changes while the page lives. */
export interface SyncContext extends BasicWords, Format, Measures, Ticker, SyncPage, Decide, SyncCommands, Proposals {
  readonly say: SyncWords;
  readonly isAdmin: boolean;
  save(name: string, type: string, text: string): void;
  /** What is so right now. */
  readonly state: SyncState;
}

/** Once the report is there. */
export interface ReportContext extends SyncContext {
  readonly report: SyncReport;
}
