import type { Field, Why } from '@sidelight/shared/context/field.ts';
import type { UnfoldWords } from '../../words/unfold-words.ts';
import { fill } from '../../words/words.ts';
import type { CardContext } from '../context.ts';
import { feedbackButton } from '../feedback-button.tsx';
import { plain, textOf } from '../text-of.ts';
import { receiptList } from './receipt.tsx';
import type { RevealPlace } from './reveal-place.tsx';

/** Why do I see this? The whole value, where it came from, and a way to take it along; or a way to see one that is masked. */
export function detail(field: Field | undefined, ctx: CardContext, say: UnfoldWords, reveal: RevealPlace) {
  if (!field || !('receipt' in field)) return null;
  const { id, label, receipt } = field;
  const text = field.state === 'absent' ? undefined : textOf(field.value, ctx);
  if (text && ctx.view.frame.fields.some((one) => one.id === id && one.canReveal)) return reveal(id, label, ctx);
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
