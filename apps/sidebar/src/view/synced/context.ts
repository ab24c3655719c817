import type { TicketFields } from '@sidelight/shared/customer/synced-fields.ts';
import type { Correct } from '../../model/synced/correct.ts';
import type { SyncedState } from '../../model/synced/state.ts';
import type { Format } from '../../words/format.ts';
import type { SyncedWords } from '../../words/synced-words.ts';

/** What the parts beside a ticket can say, format and do. */
export interface SyncedContext extends Format {
  readonly say: SyncedWords;
  readonly state: SyncedState;
  readonly systems: TicketFields['systems'];
  readonly correct: Correct;
  /** Of the reader's language. */
  readonly locale: string;
  /** Where what waits is decided; undefined for whoever cannot. */
  readonly decideUrl: string | undefined;
  nowMs(): number;
  tick(step: string, isDone: boolean): Promise<void>;
}
