import { Component, type ComponentChildren } from 'preact';
import type { Drafted, DraftQuestion, PutDraft } from '../../model/drafts.ts';
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
export class Draft extends Component<Props, { readonly came?: Drafted; readonly agreed?: readonly DraftQuestion[] }> {
  override render({ text, put, insert, say, note, children }: Props) {
    const { came, agreed = [] } = this.state;
    const click = async () => {
      const now = came === 'note' || came === 'again' ? [...agreed, came] : [];
      this.setState({ came: await put(text, now), agreed: now });
    };
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
