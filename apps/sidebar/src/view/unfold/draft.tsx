import { Component, type ComponentChildren } from 'preact';
import type { Drafted, PutDraft } from '../../model/drafts.ts';
import type { UnfoldWords } from '../../words/unfold-words.ts';

interface Props {
  readonly text: string;
  readonly put: PutDraft;
  /** What the button is called. */
  readonly insert: string;
  readonly say: UnfoldWords;
  /** Said of the sentence. */
  readonly note?: string | undefined;
  /** Another button. */
  readonly children?: ComponentChildren;
}

/** A sentence that is safe to say to the customer; it is put into the reply by a button that asks where that would surprise. */
export class Draft extends Component<Props, { readonly came?: Drafted }> {
  override render({ text, put, insert, say, note, children }: Props) {
    const { came } = this.state;
    const isAsked = came === 'note' || came === 'again';
    const click = async () => this.setState({ came: await put(text, isAsked) });
    return (
      <div class="say">
        <q dir="auto">{text}</q>
        {note && <p class="note">{note}</p>}
        <p class="buttons">
          {children}
          <button type="button" class="btn" onClick={click}>
            {insert}
          </button>
          <span class="note" role="status">
            {came && (came === 'refused' ? say.refused : say.drafted[came])}
          </span>
        </p>
      </div>
    );
  }
}
