import type { Receipt } from '@sidelight/shared/context/field.ts';
import type { UnfoldWords } from '../../words/unfold-words.ts';
import { fill } from '../../words/words.ts';
import type { ViewContext } from '../context.ts';
import { outLink } from '../out-link.tsx';

/** There are more than could be read, or than touch this ticket: said, with the way to all of them. */
export function wholeList(
  { source, record }: Receipt,
  ctx: ViewContext,
  say: UnfoldWords,
  words = fill(say.moreIn, source),
) {
  return outLink(record?.url ?? '', ctx, words) || <span class="note">{words}</span>;
}
