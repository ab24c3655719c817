import type { AnswersAtRisk } from '@sidelight/shared/health/answers-at-risk.ts';
import type { BlastRadius } from '@sidelight/shared/health/blast-radius.ts';
import { say } from '@sidelight/shared/map/text.ts';
import { incidentNow } from '../incident.ts';
import type { ShownAnswer, StoredIncident } from '../ports.ts';
import { priorityWords } from './code-words.ts';
import { entryText, standing } from './entry-text.ts';
import { lengthOf, moment } from './moment.ts';
import { link, plain, table } from './plain.ts';
import { risksPart } from './risks-part.ts';
import { fill, type PostMortemWords, wordsFor } from './words.ts';

/** All that a post-mortem is made of. */
export interface PostMortem {
  readonly incident: StoredIncident;
  /** The system, in the reader's language. */
  readonly name: string;
  readonly radius: BlastRadius;
  readonly shown: readonly ShownAnswer[];
  readonly answers: AnswersAtRisk;
  readonly searchUrl: string | undefined;
  /** The same for all it has touched, where they were given a tag. */
  readonly allUrl: string | undefined;
  readonly at: string;
}

/** One incident, to be read by whoever was not there. Pure. */
export function postMortemText(all: PostMortem, locale: string): string {
  const words = wordsFor(locale);
  const { incident, name } = all;
  const { timeline } = incident;
  const notes = timeline.flatMap((entry) => (entry.kind === 'note' ? [entry] : []));
  const sections = [
    `# ${plain(fill(words.title, name, incident.openedAt.slice(0, 10)))}`,
    facts(all, words, locale).join('\n'),
    words.utc,
    `## ${words.broke}`,
    ...breaks(all, words, locale),
    `## ${words.timeline}`,
    table(
      [words.time, words.what],
      timeline.map((entry) => [moment(entry.at), plain(entryText(entry, words, locale))]),
    ),
    `## ${words.notes}`,
    notes.length === 0
      ? words.noNotes
      : notes.map(({ at, by, text }) => `- ${moment(at)}, ${plain(by)}: ${plain(text)}`).join('\n'),
    `## ${words.risks}`,
    ...risksPart(all.answers, words, locale),
    `## ${words.causes}`,
    words.toWrite,
  ];
  return `${sections.join('\n\n')}\n`;
}

function facts({ incident, radius, at }: PostMortem, words: PostMortemWords, locale: string): string[] {
  const { id, openedAt, closedAt } = incident;
  const now = incidentNow(incident);
  const onIt = [
    now.acknowledged && fill(words.acknowledged, now.acknowledged.by, moment(now.acknowledged.at)),
    now.assigned !== undefined && fill(words.assigned, now.assigned),
  ].filter((one) => typeof one === 'string');
  const rows = [
    [words.id, `\`${id}\``],
    [words.reason, plain(standing(now, locale))],
    [words.began, moment(openedAt)],
    [words.ended, closedAt === undefined ? words.lasts : moment(closedAt)],
    [words.lasted, lengthOf(Date.parse(closedAt ?? at) - Date.parse(openedAt))],
    [words.owner, plain([radius.owner.name, radius.owner.contact].filter(Boolean).join(' · '))],
    [words.onIt, onIt.length === 0 ? words.nobody : onIt.map(plain).join(' · ')],
  ] as const;
  return rows.map(([what, value]) => `- **${what}**: ${value}`);
}

function breaks(
  { incident, radius, shown, searchUrl, allUrl }: PostMortem,
  words: PostMortemWords,
  locale: string,
): string[] {
  const { fields, workflows, openTickets, accounts, agents } = radius;
  const tickets = new Set(shown.map(({ ticketId }) => ticketId)).size;
  const answered = new Set(shown.flatMap(({ ticketId, answeredAt }) => (answeredAt === undefined ? [] : [ticketId])));
  const touched = [
    incident.closedAt === undefined && fill(words.openNow, openTickets, accounts, agents),
    tickets === 0 ? words.shownNone : fill(words.shown, tickets, answered.size),
    [
      searchUrl !== undefined && answered.size > 0 && link(words.search, searchUrl),
      allUrl !== undefined && link(words.searchAll, allUrl),
    ]
      .filter(Boolean)
      .join(' · '),
  ];
  return [
    touched.filter(Boolean).join(' '),
    ...(fields.length > 0 ? [`**${words.fields}**: ${fields.map(({ label }) => plain(label)).join(', ')}`] : []),
    workflows.length === 0
      ? words.nothing
      : table(
          [words.workflow, words.priority, words.team, words.impact, words.meanwhile],
          workflows.map((flow) =>
            [flow.name, say(priorityWords[flow.priority], locale), flow.owner.name, flow.impact, flow.workaround].map(
              plain,
            ),
          ),
        ),
  ];
}
