import type { Fallback } from '@sidelight/shared/context/field.ts';
import { fill } from '../words/words.ts';
import type { CardContext } from './context.ts';
import { feedbackButton } from './feedback-button.tsx';
import { outLink } from './out-link.tsx';

/** What a person does by hand while a value cannot be had. All of it the map's words. `key` is one for this box. */
export function fallbackSteps(
  { steps, sentence, owner, contact }: Fallback,
  key: string,
  field: string,
  ctx: CardContext,
) {
  const { ui, id } = ctx;
  const insertKey = `${key}+`;
  const tellKey = `${key}!`;
  return (
    <>
      <b>{ui.fallback}</b>
      <ol>
        {steps.map(({ text, url }) => (
          <li key={text}>
            {text} {url && outLink(url, ctx)}
          </li>
        ))}
      </ol>
      {sentence && (
        <div class="say">
          <q>{sentence}</q>
          <p class="buttons">
            {feedbackButton(ctx, key, ui.copy, () => ctx.copy(id, key, sentence))}
            {feedbackButton(ctx, insertKey, ui.insert, () => ctx.insert(id, insertKey, sentence, ui.draftNotice))}
          </p>
        </div>
      )}
      <p class="note">
        {fill(ui.owner, owner)}
        {contact && ` · ${contact}`} {feedbackButton(ctx, tellKey, ui.tell, () => ctx.tell(id, tellKey, field))}
      </p>
    </>
  );
}
