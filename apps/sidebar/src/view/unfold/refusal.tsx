import type { Refusal } from '../../model/state.ts';
import type { UnfoldWords } from '../../words/unfold-words.ts';
import { fill } from '../../words/words.ts';
import type { ViewContext } from '../context.ts';
import { outLink } from '../out-link.tsx';

/** Refusals are rare: their words come with what is unfolded. What can be put right at once needs no reference. */
export const refusal = ({ code, requestId, href }: Refusal, ctx: ViewContext, say: UnfoldWords) => (
  <>
    {say.problems[code]}{' '}
    {href ? outLink(href, ctx, say.allow) : <span class="note">{fill(say.reference, requestId)}</span>}
  </>
);
