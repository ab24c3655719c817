import type { AnswersAtRisk } from '@sidelight/shared/health/answers-at-risk.ts';
import { fill } from '../../words/words.ts';
import { plain, textOf } from '../text-of.ts';
import { byUrgency } from './by-urgency.ts';
import type { StatusContext } from './context.ts';
import { ticketLink } from './ticket-link.tsx';

type Ticket = AnswersAtRisk['tickets'][number];

/** What agents were shown during an incident and turned out different, ticket by ticket. */
export function answersAtRisk(incidentId: string, ctx: StatusContext) {
  const { say, state, number } = ctx;
  const answers = state.answers.get(incidentId) ?? { state: 'reading' };
  if (answers.state === 'reading') return <span class="bar wide" />;
  if (answers.state === 'failed') {
    return (
      <p class="trouble">
        {say.ui.failed}{' '}
        <button type="button" class="btn" onClick={() => ctx.openAnswers(incidentId)}>
          {say.ui.tryAgain}
        </button>
      </p>
    );
  }
  const { state: at, shown, checked, unchecked, tickets } = answers.value;
  return (
    <>
      <p class="note">
        {at === 'waiting' && say.ui.waiting}
        {at === 'checking' && fill(say.ui.checking, number(checked), number(shown))}
        {at === 'done' && fill(say.ui.answersDone, number(shown), number(checked))}{' '}
        {unchecked > 0 && fill(say.ui.unchecked, number(unchecked))}
      </p>
      {tickets.length > 0 && (
        <table class="answers">
          <thead>
            <tr>
              <th scope="col">{say.ui.ticketHead}</th>
              <th scope="col">{say.ui.field}</th>
              <th scope="col">{say.ui.shown}</th>
              <th scope="col">{say.ui.isNow}</th>
              <th scope="col">{say.ui.reply}</th>
            </tr>
          </thead>
          <tbody>{byUrgency(tickets).map((ticket) => rows(ticket, ctx))}</tbody>
        </table>
      )}
    </>
  );
}

function rows(ticket: Ticket, ctx: StatusContext) {
  const { say, clock, nowMs } = ctx;
  const { ticketId, wasAnswered, fields } = ticket;
  return fields.map((field, i) => (
    <tr key={`${ticketId} ${field.id}`} class={i === 0 ? 'first' : ''}>
      {i === 0 && (
        <th scope="row" rowSpan={fields.length}>
          {ticketLink(ticket, ctx)}
        </th>
      )}
      <td>{field.label}</td>
      <td>
        <s dir="auto">{plain(textOf(field.shown, ctx))}</s> <span class="note">{clock(field.shownAt, nowMs())}</span>
      </td>
      <td dir="auto">
        {field.isNow ? <b>{plain(textOf(field.isNow, ctx))}</b> : <span class="quiet">{say.ui.noValue}</span>}
      </td>
      {i === 0 && (
        <td rowSpan={fields.length}>
          {wasAnswered ? (
            <span class="pill warn">{say.ui.wasAnswered}</span>
          ) : (
            <span class="quiet">{say.ui.notAnswered}</span>
          )}
        </td>
      )}
    </tr>
  ));
}
