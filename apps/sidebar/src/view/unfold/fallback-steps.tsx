import type { Fallback } from '@sidelight/shared/context/field.ts';
import type { PutDraft } from '../../model/drafts.ts';
import type { UnfoldWords } from '../../words/unfold-words.ts';
import { fill } from '../../words/words.ts';
import type { CardContext } from '../context.ts';
import { feedbackButton } from '../feedback-button.tsx';
import { outLink } from '../out-link.tsx';
import { sentenceBox } from './sentence.tsx';

/** What a person does by hand while a value cannot be had. All of it the map's words. `key` is one for this box. */
export function fallbackSteps(
  { steps, owner, contact, ...said }: Fallback,
  key: string,
  field: string,
  ctx: CardContext,
  say: UnfoldWords,
  put: PutDraft,
) {
  return (
    <>
      <b>{say.fallback}</b>
      <ol>
        {steps.map(({ text, url }) => (
          <li key={text}>
            {text} {url && outLink(url, ctx)}
          </li>
        ))}
      </ol>
      {said.sentence && sentenceBox(said, key, ctx, say, put)}
      <p class="note">
        {fill(say.owner, owner)}
        {contact && ` · ${contact}`} {feedbackButton(ctx, `${key}!`, say.tell, ['tell', field])}
      </p>
    </>
  );
}
