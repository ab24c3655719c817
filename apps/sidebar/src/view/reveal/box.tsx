import type { RevealReason } from '@sidelight/shared/context/reveal.ts';
import { NOTE_LENGTH } from '@sidelight/shared/context/reveal-note.ts';
import { Component } from 'preact';
import type { Reveal, RevealState, RevealTrouble, ShownValue } from '../../model/reveal.ts';
import type { RevealWords } from '../../words/reveal-words.ts';
import { fill } from '../../words/words.ts';
import type { CardContext } from '../context.ts';
import { plain, textOf } from '../text-of.ts';
import { timeLeft } from './time-left.tsx';

interface Props {
  readonly own: RevealWords;
  readonly ctx: CardContext;
  readonly label: string;
  /** Made anew for each opening. */
  make(): Reveal;
}

const PLACE = 'reveal';
const NOTE = 'reveal-note';

/** Asks why a masked value is needed, and shows it for a minute. */
export class RevealBox extends Component<Props> {
  reveal = this.props.make();
  note = '';
  reason: RevealReason | undefined;
  was: RevealState['kind'] = 'asking';
  stops: (() => void)[] = [];

  override componentDidMount() {
    this.stops = [this.reveal.state.watch(() => this.setState({})), this.props.ctx.onTick(this.reveal.look)];
  }

  override componentWillUnmount() {
    this.reveal.close();
    for (const stop of this.stops) stop();
  }

  submit = (event: Event) => {
    event.preventDefault();
    if (this.reason) void this.reveal.show(this.reason, this.note);
  };

  /** What had the focus is gone: whoever goes by key goes on where the value stands, or stood. */
  override componentDidUpdate() {
    const { kind } = this.reveal.state.get();
    if (kind !== this.was && (kind === 'shown' || kind === 'over')) document.getElementById(PLACE)?.focus();
    this.was = kind;
  }

  override render({ own, ctx }: Props) {
    const now = this.reveal.state.get();
    return (
      <div class="reveal" id={PLACE} tabIndex={-1}>
        <p role="status" class="sr">
          {now.kind === 'shown' && own.shown}
          {now.kind === 'over' && own.over}
        </p>
        {now.kind === 'shown' ? (
          this.shown(now.shown, own, ctx)
        ) : now.kind === 'over' ? (
          <p class="buttons">
            <span>{own.over}</span>
            <button type="button" class="btn" onClick={this.reveal.again}>
              {own.again}
            </button>
          </p>
        ) : (
          this.form(own, now.kind === 'busy', now.kind === 'asking' ? now.trouble : undefined)
        )}
      </div>
    );
  }

  shown({ value, none, reason, source, expiresAtMs }: ShownValue, own: RevealWords, ctx: CardContext) {
    return (
      <>
        <p class="value" dir="auto">
          <span class="sr">{this.props.label}: </span>
          <b>{value ? plain(textOf(value, ctx)) : (none ?? own.none)}</b>
        </p>
        {reason && <p>{fill(ctx.reasons[reason], source)}</p>}
        <p class="buttons">
          {timeLeft(expiresAtMs, own, ctx)}
          <button type="button" class="btn" onClick={this.reveal.hide}>
            {own.hide}
          </button>
        </p>
      </>
    );
  }

  form(own: RevealWords, isBusy: boolean, trouble: RevealTrouble | undefined) {
    const said = trouble && (trouble === 'short' ? fill(own.short, String(NOTE_LENGTH.least)) : own[trouble]);
    const reasons = Object.entries(own.reasons) as [RevealReason, string][];
    return (
      <form onSubmit={this.submit}>
        <p>{own.intro}</p>
        <label>
          {own.reason}
          <select
            required
            onChange={({ currentTarget }) => {
              // The first asks to choose.
              this.reason = reasons[currentTarget.selectedIndex - 1]?.[0];
            }}
          >
            <option value="">{own.choose}</option>
            {reasons.map(([id, text]) => (
              <option key={id} value={id} selected={id === this.reason}>
                {text}
              </option>
            ))}
          </select>
        </label>
        <label for={NOTE}>{own.note}</label>
        <textarea
          {...{ id: NOTE, rows: 2, maxLength: NOTE_LENGTH.most, autocomplete: 'off' }}
          {...{ 'aria-describedby': `${NOTE}-said`, 'aria-invalid': trouble === 'short' }}
          value={this.note}
          onInput={({ currentTarget }) => {
            this.note = currentTarget.value;
          }}
        />
        <p class={said ? 'wrong-value' : 'note'} id={`${NOTE}-said`} role={said ? 'alert' : undefined}>
          {said ?? own.recorded}
        </p>
        <p class="buttons">
          <button type="submit" class="btn" aria-disabled={isBusy}>
            {isBusy ? own.busy : own.go}
          </button>
        </p>
      </form>
    );
  }
}
