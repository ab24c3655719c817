import type { FoundAccount, SearchAnswer } from '@sidelight/shared/context/search.ts';
import { SEARCH_LENGTH } from '@sidelight/shared/context/search-length.ts';
import { Component } from 'preact';
import type { Answer } from '../../model/status/client.ts';
import type { FindWords } from '../../words/find-words.ts';
import type { UnfoldWords } from '../../words/unfold-words.ts';
import type { CardContext } from '../context.ts';
import { found } from './found.tsx';
import { type Came, saidOf } from './said.ts';
import { step } from './step.ts';

interface Props {
  readonly ctx: CardContext;
  readonly own: FindWords;
  readonly say: UnfoldWords;
  search(text: string): Promise<Answer<SearchAnswer>>;
  onPick(account: FoundAccount): void;
}

interface State {
  readonly came?: Came;
  /** Which of those found is a tab stop. */
  readonly at?: number;
}

const INPUT = 'find-text';

/** A box to search the CRM with, and what was found. It asks when told to, never while somebody types. */
export class FindBox extends Component<Props, State> {
  typed = '';

  submit = async (event: Event) => {
    event.preventDefault();
    const text = this.typed.trim();
    if (text.length < SEARCH_LENGTH.least) return this.setState({ came: 'short' });
    if (this.state.came === 'asking') return;
    this.setState({ came: 'asking' });
    const answer = await this.props.search(text);
    this.setState({ came: answer.ok ? answer.value : answer.refusal, at: 0 });
  };

  move = (event: KeyboardEvent) => {
    const at = step(event);
    if (at !== undefined) this.setState({ at });
  };

  override componentDidMount() {
    document.getElementById(INPUT)?.focus();
  }

  override render({ ctx, own, say, onPick }: Props) {
    const { came, at = 0 } = this.state;
    return (
      <search onKeyDown={this.move}>
        <form class="find" onSubmit={this.submit}>
          <label for={INPUT}>{own.label}</label>
          <p class="buttons">
            <input
              {...{ id: INPUT, type: 'text', enterKeyHint: 'search', maxLength: SEARCH_LENGTH.most }}
              {...{
                autocomplete: 'off',
                autocapitalize: 'off',
                spellcheck: false,
                'aria-describedby': `${INPUT}-said`,
              }}
              onInput={({ currentTarget }) => {
                this.typed = currentTarget.value;
              }}
            />
            <button type="submit" class="btn" aria-disabled={came === 'asking'}>
              {own.go}
            </button>
          </p>
        </form>
        <p class="note" role="status" id={`${INPUT}-said`}>
          {saidOf(came, own, say, ctx)}
        </p>
        {typeof came === 'object' && came.kind === 'found' && found(came.accounts, at, onPick, { ctx, own, say })}
      </search>
    );
  }
}
