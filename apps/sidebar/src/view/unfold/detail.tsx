import type { Field, Why } from '@sidelight/shared/context/field.ts';
import type { UnfoldWords } from '../../words/unfold-words.ts';
import { fill } from '../../words/words.ts';
import type { CardContext } from '../context.ts';
import { feedbackButton } from '../feedback-button.tsx';
import { plain, textOf } from '../text-of.ts';
import { receiptList } from './receipt.tsx';

/** Why do I see this? The whole value, where it came from, and a way to take it along. */
export function detail(field: Field | undefined, ctx: CardContext, say: UnfoldWords) {
  if (!field || !('receipt' in field)) return null;
  const { id, label, receipt } = field;
  const text = field.state === 'absent' ? undefined : textOf(field.value, ctx);
  return (
    <>
      <p class="asked" dir="auto">
        {text ? fill(say.whyThis, plain(text)) : fill(say.absent, receipt.source)}
      </p>
      <p dir="auto">{receipt.why?.map((part) => pieceOf(part, ctx))}</p>
      {receiptList(receipt, ctx, say)}
      {text && feedbackButton(ctx, id, say.copy, ['copy', text.main], label)}
    </>
  );
}

function pieceOf(part: Why[number], ctx: CardContext): string {
  if (typeof part === 'string') return part;
  return 'kind' in part ? textOf(part, ctx).main : ctx.span(ctx.nowMs() - Date.parse(part.since));
}
