import type { Issue } from '@sidelight/shared/context/value.ts';
import type { PutDraft } from '../../model/drafts.ts';
import type { UnfoldWords } from '../../words/unfold-words.ts';
import type { CardContext } from '../context.ts';
import { feedbackButton } from '../feedback-button.tsx';
import { Draft } from './draft.tsx';

/** A sentence of a card, to be copied or put into the reply. `key` is one for it on its card. */
export const sentenceBox = (
  { sentence = '', note }: Pick<Issue, 'sentence' | 'note'>,
  key: string,
  ctx: CardContext,
  say: UnfoldWords,
  put: PutDraft,
) => (
  <Draft text={sentence} note={note} put={put} insert={ctx.ui.insert} say={say}>
    {feedbackButton(ctx, key, say.copy, ['copy', sentence])}
  </Draft>
);
