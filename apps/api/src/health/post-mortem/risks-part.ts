import type { AnswersAtRisk } from '@sidelight/shared/health/answers-at-risk.ts';
import { moment } from './moment.ts';
import { link, plain, table } from './plain.ts';
import { valueText } from './value-text.ts';
import { fill, type PostMortemWords } from './words.ts';

type Ticket = AnswersAtRisk['tickets'][number];

/** Answers at risk, and what became of each. */
export function risksPart(answers: AnswersAtRisk, words: PostMortemWords, locale: string): string[] {
  const { state, shown, checked, unchecked, uncheckedTickets, tickets } = answers;
  if (state === 'waiting') return [words.waiting];
  const said = state === 'checking' ? fill(words.checking, checked, shown) : fill(words.done, checked, tickets.length);
  const byHand = uncheckedTickets.map((id) => plain(`#${id}`)).join(', ');
  const sentence = [said, unchecked > 0 && fill(words.unchecked, unchecked, byHand)].filter(Boolean).join(' ');
  if (tickets.length === 0) return [sentence];
  const head = [words.ticket, words.customer, words.reply, words.field, words.shownThen, words.isNow, words.outcome];
  return [
    sentence,
    table(
      head,
      tickets.flatMap((ticket) => rowsOf(ticket, words, locale)),
    ),
  ];
}

const rowsOf = (ticket: Ticket, words: PostMortemWords, locale: string): string[][] =>
  ticket.fields.map((field) => [
    link(`#${ticket.ticketId}`, ticket.url),
    plain(ticket.customer ?? ''),
    plain(replyOf(ticket, words)),
    plain(field.label),
    plain(valueText(field.shown, locale)),
    field.isNow === null ? words.noValue : plain(valueText(field.isNow, locale)),
    plain(ticket.handled ? fill(words.handled, ticket.handled.by, moment(ticket.handled.at)) : words.open),
  ]);

function replyOf({ wasAnswered, answeredBy, answeredAt }: Ticket, words: PostMortemWords): string {
  if (!wasAnswered) return words.noReply;
  return [answeredBy, answeredAt !== undefined && moment(answeredAt)].filter(Boolean).join(', ');
}
