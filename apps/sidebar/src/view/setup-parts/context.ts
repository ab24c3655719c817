import type { HelpdeskGroup } from '@sidelight/shared/setup/rollout.ts';
import type { SetupParts } from '../../model/setup-parts/ask.ts';
import type { SetupPartsState } from '../../model/setup-parts/state.ts';
import type { SetupPartsWords } from '../../words/setup-parts-words.ts';
import type { PageContext } from '../status/context.ts';

/** What these parts of the setup page can say, format and do. */
export interface SetupPartsContext
  extends Pick<SetupParts, 'lookAs' | 'inGroup' | 'typeTicket' | 'show'>,
    Omit<PageContext, 'say' | 'refresh'> {
  /** Ends a connection, in two clicks. */
  readonly revoking: {
    readonly asked: string | undefined;
    readonly isSending: boolean;
    ask(connector: string | undefined): void;
    revoke(connector: string): void;
  };
  readonly words: SetupPartsWords;
  readonly state: SetupPartsState;
  /** All of the helpdesk, and those chosen for the pilot and after it, saved or not. */
  readonly groups: readonly HelpdeskGroup[];
  readonly chosen: readonly string[];
}
