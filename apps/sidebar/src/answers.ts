import { isCorrections } from 'virtual:answers-wire';
import { render } from 'preact';
import { answerCommands } from './model/answers/commands.ts';
import { type AnswersState, noAnswers } from './model/answers/state.ts';
import type { Client } from './model/status/client.ts';
import { createStore } from './model/store.ts';
import type { Ticker } from './model/ticker.ts';
import { type AnswersContext, answersNotice } from './view/answers/notice.tsx';
import { loadAnswersWords } from './words/answers-load.ts';
import type { Format } from './words/format.ts';

export interface AnswersDeps extends Pick<AnswersContext, 'draft'> {
  readonly locale: string;
  readonly client: Pick<Client, 'post'>;
  readonly ticker: Pick<Ticker, 'nowMs'>;
  readonly format: Format;
}

/** Above the cards: what the agent has told this customer and turned out different. Fetched where there is such a thing. */
export async function showAnswers({ locale, client, ticker, format, draft }: AnswersDeps, page: Document) {
  const say = await loadAnswersWords(locale);
  const state = createStore<AnswersState>(noAnswers);
  const commands = answerCommands(state, client);
  const ctx = { ...format, ...commands, say, draft, nowMs: ticker.nowMs };
  const paint = () => {
    const place = page.getElementById('answers');
    if (!place) return;
    place.role = 'status';
    render(answersNotice(state.get(), ctx), place);
  };
  state.watch(paint);
  return (ticketId: string | undefined, json: unknown) => {
    const corrections = isCorrections(json) ? json.corrections : [];
    const before = state.get();
    // What was just said to be put right stays in sight, so that it can be taken back.
    const kept = before.ticketId === ticketId && json !== undefined ? before : noAnswers;
    const handled = kept.corrections.filter(({ incidentId }) => kept.done.get(incidentId)?.isHandled);
    const isNew = ({ incidentId }: { readonly incidentId: string }) =>
      !handled.some((other) => other.incidentId === incidentId);
    state.set({ ticketId, corrections: [...corrections.filter(isNew), ...handled], done: kept.done });
  };
}
