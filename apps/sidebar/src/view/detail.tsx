import type { Field } from '@sidelight/shared/context/field.ts';
import { fill } from '../words/words.ts';
import type { CardContext } from './context.ts';
import { feedbackButton } from './feedback-button.tsx';
import { receiptList } from './receipt.tsx';
import { plain, textOf } from './text-of.ts';

/** Why do I see this? The whole value, where it came from, and a way to take it along. */
export function detail(field: Field | undefined, ctx: CardContext) {
  if (!field || !('receipt' in field)) return null;
  const { ui } = ctx;
  const { id, label, receipt } = field;
  const text = field.state === 'absent' ? undefined : textOf(field.value, ctx);
  return (
    <>
      <p class="asked" dir="auto">
        {text ? fill(ui.whyThis, plain(text)) : fill(ui.absent, receipt.source)}
      </p>
      {receiptList(receipt, ctx)}
      {text && feedbackButton(ctx, id, ui.copy, () => ctx.copy(ctx.id, id, text.main), label)}
    </>
  );
}
