import type { AnswersAtRisk } from '@sidelight/shared/health/answers-at-risk.ts';
import { type ComponentChild, Fragment } from 'preact';
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
  const { state: at, shown, checked, unchecked, uncheckedTickets, tickets } = answers.value;
  return (
    <>
      <p class="note">
        {at === 'waiting' && say.ui.waiting}
        {at === 'checking' && fill(say.ui.checking, number(checked), number(shown))}
        {at === 'done' && fill(say.ui.answersDone, number(shown), number(checked))}{' '}
        {unchecked > 0 && fill(say.ui.unchecked, number(unchecked))}
        {uncheckedTickets.map((ticketId) => (
          <Fragment key={ticketId}> {ticketLink({ ticketId }, ctx)}</Fragment>
        ))}
      </p>
      {tickets.length > 0 && answersTable(byUrgency(tickets), ctx)}
    </>
  );
}

/** `last`: what stands at the end of a ticket's first row. */
export function answersTable<T extends Ticket>(
  tickets: readonly T[],
  ctx: StatusContext,
  last?: (ticket: T) => ComponentChild,
) {
  const { ui } = ctx.say;
  return (
    <div class="sideways">
      <table class="answers">
        <thead>
          <tr>
            {[ui.ticketHead, ui.reply, ui.field, ui.shown, ui.isNow].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            {last && <td />}
          </tr>
        </thead>
        <tbody>{tickets.map((ticket) => rows(ticket, ctx, last?.(ticket)))}</tbody>
      </table>
    </div>
  );
}

function rows(ticket: Ticket, ctx: StatusContext, last: ComponentChild) {
  const { say, clock, nowMs } = ctx;
  const { ticketId, fields, customer } = ticket;
  return fields.map((field, i) => (
    <tr key={`${ticketId} ${field.id}`} class={i === 0 ? 'first' : ''}>
      {i === 0 && (
        <th scope="row" rowSpan={fields.length}>
          {ticketLink(ticket, ctx)} <span dir="auto">{customer}</span>
        </th>
      )}
      {i === 0 && <td rowSpan={fields.length}>{reply(ticket, ctx)}</td>}
      <td>{field.label}</td>
      <td data-head={say.ui.shown}>
        <s dir="auto">{plain(textOf(field.shown, ctx))}</s> <span class="note">{clock(field.shownAt, nowMs())}</span>
      </td>
      <td data-head={say.ui.isNow} dir="auto">
        {field.isNow ? <b>{plain(textOf(field.isNow, ctx))}</b> : <span class="quiet">{say.ui.noValue}</span>}
      </td>
      {i === 0 && last && <td rowSpan={fields.length}>{last}</td>}
    </tr>
  ));
}

/** Who told the customer, and when; and who has taken care of it since. */
function reply({ wasAnswered, answeredAt, answeredBy, handled }: Ticket, { say, clock, nowMs }: StatusContext) {
  if (handled) return <span class="quiet">{fill(say.ui.handledBy, handled.by, clock(handled.at, nowMs()))}</span>;
  if (!wasAnswered) return <span class="quiet">{say.ui.notAnswered}</span>;
  return (
    <>
      <span class="pill warn">{say.ui.wasAnswered}</span>{' '}
      <span class="note">{[answeredBy, answeredAt && clock(answeredAt, nowMs())].filter(Boolean).join(' · ')}</span>
    </>
  );
}
