import type { UnpairedState } from '../../model/sync-unpaired/state.ts';
import type { Unpaired } from '../../model/sync-unpaired/unpaired.ts';
import type { SyncUnpairedWords } from '../../words/sync-unpaired-words.ts';
import type { ReportContext } from '../sync/context.ts';

/** What this part of the Sync page can say and do. */
export interface UnpairedContext extends Omit<ReportContext, 'state' | 'toggle' | 'more'>, Unpaired {
  readonly words: SyncUnpairedWords;
  readonly state: UnpairedState;
}
