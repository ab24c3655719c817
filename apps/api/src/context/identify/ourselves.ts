import type { IdentifyDeps } from './identity.ts';
import { noOwnWords } from './own-word.ts';
import { everyTicket } from './ticket-rights.ts';

/** Where we read a ticket by ourselves: nobody looks at it whose rights could decide, and nobody guesses. */
export const asOurselves: Pick<IdentifyDeps, 'ownWords' | 'rights' | 'onMissed'> = {
  ...{ ownWords: noOwnWords, rights: everyTicket },
  onMissed: () => {},
};
