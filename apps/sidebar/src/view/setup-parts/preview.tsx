import type { PreviewAnswer } from '@sidelight/shared/setup/preview.ts';
import { isTicketNumber } from '../../model/setup-parts/ask.ts';
import { fill } from '../../words/words.ts';
import { icon } from '../icon.tsx';
import { troubleText } from '../trouble-text.ts';
import type { SetupPartsContext } from './context.ts';
import { previewedCards } from './previewed-cards.tsx';

const AS = ['agent', 'restricted', 'lead'] as const;

/** A ticket as somebody else of the staff sees it: who, which one, and what came of it. */
export function previewPart(ctx: SetupPartsContext) {
  const { words, state, groups } = ctx;
  const isWrong = !isTicketNumber(state.ticket);
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    ctx.show();
  };
  return (
    <div class="part">
      <h3>{words.preview}</h3>
      <p class="note">{words.previewHint}</p>
      <form class="preview-form" onSubmit={send} noValidate>
        <div class="input">
          <label for="preview-as">{words.as}</label>
          <select id="preview-as" value={state.as} onChange={({ currentTarget }) => pickAs(currentTarget.value)}>
            {AS.map((as) => (
              <option key={as} value={as}>
                {words.who[as]}
              </option>
            ))}
          </select>
        </div>
        {groups.length > 0 && (
          <div class="input">
            <label for="preview-group">{words.inGroup}</label>
            <select
              id="preview-group"
              value={state.group}
              onChange={({ currentTarget }) => ctx.inGroup(currentTarget.value)}
            >
              <option value="">{words.anyGroup}</option>
              {groups.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        )}
        <div class="input">
          <label for="preview-ticket">{words.ticket}</label>
          <input
            id="preview-ticket"
            type="text"
            inputMode="numeric"
            autocomplete="off"
            maxLength={24}
            placeholder={words.lastOpened}
            value={state.ticket}
            aria-invalid={isWrong}
            aria-describedby={isWrong ? 'preview-wrong' : undefined}
            onInput={({ currentTarget }) => ctx.typeTicket(currentTarget.value)}
          />
          {isWrong && (
            <span class="note wrong-note" id="preview-wrong">
              {words.notANumber}
            </span>
          )}
        </div>
        <button type="submit" class="btn" disabled={isWrong || state.preview.state === 'asking'}>
          {state.preview.state === 'asking' ? words.asking : words.show}
        </button>
      </form>
      <div role="status">{news(ctx)}</div>
      {state.preview.state === 'answered' && previewedCards(state.preview.answer, ctx)}
    </div>
  );

  function pickAs(value: string): void {
    const as = AS.find((one) => one === value);
    if (as) ctx.lookAs(as);
  }
}

function news(ctx: SetupPartsContext) {
  const { words, state } = ctx;
  const { preview } = state;
  if (preview.state === 'refused')
    return (
      <p class="trouble">
        {icon('triangle')} {troubleText(preview.refusal, ctx)}
      </p>
    );
  if (preview.state !== 'answered') return null;
  const { answer, as, group } = preview;
  if (answer.kind === 'no_ticket') return <p class="trouble">{words.noTicket}</p>;
  return (
    <>
      <p>{fill(words.shownAs, answer.ticketId, words.who[as])}</p>
      {reach(answer, group, ctx)}
      <p class="note">
        {answer.hidden.length === 0 ? words.nothingHidden : fill(words.hidden, answer.hidden.join(', '))}
      </p>
    </>
  );
}

function reach({ isReached }: Extract<PreviewAnswer, { kind: 'shown' }>, id: string, ctx: SetupPartsContext) {
  if (isReached === undefined) return null;
  const group = ctx.groups.find((one) => one.id === id)?.name ?? id;
  return (
    <p class={isReached ? 'well' : 'trouble'}>
      {icon(isReached ? 'check' : 'dash')} {fill(isReached ? ctx.words.reached : ctx.words.notReached, group)}
    </p>
  );
}
