import type { Correction } from '@sidelight/shared/health/correction.ts';
import type { ComponentChildren } from 'preact';
import type { AnswersState } from '../../model/answers/state.ts';
import type { Ticker } from '../../model/ticker.ts';
import type { AnswersWords } from '../../words/answers-words.ts';
import type { Format } from '../../words/format.ts';
import { fill } from '../../words/words.ts';

export interface AnswersContext extends Format, Pick<Ticker, 'nowMs'> {
  readonly say: AnswersWords;
  handled(incidentId: string): void;
  reopen(incidentId: string): void;
  /** A sentence with a button that puts it into the reply. */
  draft(sentence: string, insert: string, note: string | undefined): ComponentChildren;
}

/** What the agent has told this customer and turned out different, with a sentence to send. */
export const answersNotice = ({ corrections, done }: AnswersState, ctx: AnswersContext) =>
  corrections.map((correction) => {
    const { incidentId, fields, sentence, note } = correction;
    const { say } = ctx;
    const { isHandled, state } = done.get(incidentId) ?? { isHandled: false };
    const press = () => (isHandled ? ctx.reopen : ctx.handled)(incidentId);
    return (
      <div key={incidentId} class="todo" data-correction={incidentId}>
        {!isHandled && (
          <>
            <b>{say.title}</b>
            {fields.map((field) => (
              <p key={field.id} dir="auto">
                {sentenceOf(field, correction, ctx)}
              </p>
            ))}
            {sentence && ctx.draft(sentence, say.insert, note)}
          </>
        )}
        <p class="buttons">
          {isHandled && say.done}
          <button type="button" class="btn" disabled={state === 'sending'} onClick={press}>
            {isHandled ? say.undo : say.handled}
          </button>
          {state === 'refused' && say.refused}
        </p>
      </div>
    );
  });

function sentenceOf(
  { label, was, isNow, since, readAt }: Correction['fields'][number],
  { toldAt }: Correction,
  { say, clock, nowMs }: AnswersContext,
): string {
  const at = (iso: string) => clock(iso, nowMs());
  const told = fill(say.told, label, was, at(toldAt));
  if (isNow === undefined) return `${told} ${say.gone}`;
  if (since) return `${told} ${fill(say.since, isNow, at(since))}`;
  return `${told} ${readAt ? fill(say.readAt, isNow, at(readAt)) : fill(say.isNow, isNow)}`;
}
