import { Component } from 'preact';
import type { Drafted, PutDraft } from '../../model/drafts.ts';
import type { UnfoldWords } from '../../words/unfold-words.ts';
import type { CardContext } from '../context.ts';
import { feedbackButton } from '../feedback-button.tsx';

interface Props {
  readonly text: string;
  /** One for this sentence on its card. */
  readonly id: string;
  readonly put: PutDraft;
  readonly ctx: CardContext;
  readonly say: UnfoldWords;
}

/** A sentence that is safe to say to the customer; it is put into the reply by a button that asks where that would surprise. */
export class Draft extends Component<Props, { readonly came?: Drafted }> {
  override render({ text, id, put, ctx, say }: Props) {
    const { came } = this.state;
    const isAsked = came === 'note' || came === 'again';
    const click = async () => this.setState({ came: await put(text, isAsked) });
    return (
      <div class="say">
        <q dir="auto">{text}</q>
        <p class="buttons">
          {feedbackButton(ctx, id, say.copy, ['copy', text])}
          <button type="button" class="btn" onClick={click}>
            {ctx.ui.insert}
          </button>
          <span class="note" role="status">
            {came && (came === 'refused' ? say.refused : say.drafted[came])}
          </span>
        </p>
      </div>
    );
  }
}
