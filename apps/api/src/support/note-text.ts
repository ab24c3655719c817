import { createHash } from 'node:crypto';
import { cutText } from '@sidelight/shared/cut-text.ts';
import type { HealthScore } from '@sidelight/shared/map/health-score.ts';
import type { TicketNotes } from '@sidelight/shared/map/sync.ts';
import { say } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { readableText } from '@sidelight/shared/readable-text.ts';
import type { TicketStory } from '../connectors/tickets-port.ts';
import { noteWords } from './note-words.ts';
import type { TicketFact } from './ticket-fact.ts';

type Rules = Pick<HealthScore, 'language' | 'categories'>;

/** By it the note of a ticket is found again, whoever writes it. */
export const noteKey = (helpdesk: string, ticketId: string): string => `ticket:${helpdesk}:${ticketId}`;

const MINUTE_MS = 60_000;
const MOST_SUBJECT = 300;

/** What a ticket's note says: one line each. Pure; the same ticket is always the same text. */
export function noteText(
  rules: Rules,
  shows: TicketNotes['shows'],
  fact: TicketFact,
  { subject, agent }: Pick<TicketStory, 'subject' | 'agent'>,
): string {
  const words = noteWords[rules.language];
  const category = fact.category === null ? undefined : ownValue(rules.categories, fact.category);
  const said: Readonly<Record<TicketNotes['shows'][number], string | undefined>> = {
    subject: undefined,
    category: category && `${words.category}: ${say(category.label, rules.language)}`,
    status: `${words.status}: ${words.statuses[fact.status]}`,
    agent: `${words.agent}: ${agent === null ? words.none : inOneLine(agent)}`,
    first_reply: within(words.firstReply, fact.firstReplyAfterMs, words.units),
    resolution: within(
      words.resolution,
      fact.solvedAtMs === null ? null : fact.solvedAtMs - fact.createdAtMs,
      words.units,
    ),
    csat: fact.csat === null ? undefined : `${words.rating}: ${words.ratings[fact.csat]}`,
  };
  const about = shows.includes('subject') ? cutText(inOneLine(subject), MOST_SUBJECT) : '';
  const title = about === '' ? '' : `: ${about}`;
  const created = new Date(fact.createdAtMs).toISOString().slice(0, 16).replace('T', ' ');
  return [
    `${words.ticket} #${fact.id}${title}`,
    `${words.created}: ${created} UTC`,
    ...shows.flatMap((part) => said[part] ?? []),
  ].join('\n');
}

/** Whoever wrote it writes none of our lines. */
const inOneLine = (text: string): string => readableText(text).replace(/\s+/g, ' ').trim();

/** What is left to say of a ticket that the helpdesk has no more. */
export const goneText = ({ language }: Pick<Rules, 'language'>, ticketId: string): string =>
  `${noteWords[language].ticket} #${ticketId} ${noteWords[language].deleted}`;

/** What stands in the CRM is known by this: the text itself is not kept. */
export const hashOf = (text: string, about: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify([text, about]))
    .digest('base64url')
    .slice(0, 22);

function within(
  label: string,
  ms: number | null,
  [day, hour, minute]: readonly [string, string, string],
): string | undefined {
  if (ms === null || ms < 0) return undefined;
  const minutes = Math.round(ms / MINUTE_MS);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  if (days > 0) return `${label} ${days} ${day}${hours > 0 ? ` ${hours} ${hour}` : ''}`;
  return hours > 0
    ? `${label} ${hours} ${hour}${rest > 0 ? ` ${rest} ${minute}` : ''}`
    : `${label} ${minutes} ${minute}`;
}
