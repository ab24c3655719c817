import type { Refusal } from '../../model/state.ts';
import type { UnfoldWords } from '../../words/unfold-words.ts';
import { fill } from '../../words/words.ts';

/** Refusals are rare: their words come with what is unfolded. */
export const refusal = ({ code, requestId }: Refusal, say: UnfoldWords) => (
  <>
    {say.problems[code]} <span class="note">{fill(say.reference, requestId)}</span>
  </>
);
