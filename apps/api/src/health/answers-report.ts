import type { AnswersAtRisk } from '@sidelight/shared/health/answers-at-risk.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { incidentNow } from './incident.ts';
import type { IncidentLog, RiskLog, ShownAnswer, ShownLog, StoredIncident, TicketAtRisk } from './ports.ts';
import { riskWords } from './risk-words.ts';
import { type StaffNamesDeps, staffNames } from './staff-names.ts';

export interface AnswersReportDeps extends StaffNamesDeps {
  readonly map: IntegrationMap;
  readonly incidents: Pick<IncidentLog, 'find'>;
  readonly shown: Pick<ShownLog, 'ofIncident'>;
  readonly risks: Pick<RiskLog, 'of'>;
  now(): number;
}

/** As many as a person would look at one by one. */
const MOST_UNCHECKED = 50;

/** What agents were shown of a system while an incident was open, and what they had believed before it was found out. */
export const shownDuring = (
  { tenant, shown, now }: Pick<AnswersReportDeps, 'tenant' | 'shown' | 'now'>,
  incident: StoredIncident,
): Promise<readonly ShownAnswer[]> =>
  shown.ofIncident(tenant, incident, incident.closedAt ?? new Date(now()).toISOString());

/** What turned out different of what was shown during an incident, with who answered, by name. */
export async function reportAnswers(
  deps: AnswersReportDeps,
  id: string,
  locale: string,
): Promise<AnswersAtRisk | undefined> {
  const incident = await deps.incidents.find(deps.tenant, id);
  return incident && answersAtRisk(deps, incident, await shownDuring(deps, incident), locale);
}

/** The same, where the incident and what was shown are known. */
export async function answersAtRisk(
  deps: Pick<AnswersReportDeps, 'tenant' | 'map' | 'risks' | 'nameOf'>,
  incident: StoredIncident,
  shown: readonly ShownAnswer[],
  locale: string,
): Promise<AnswersAtRisk> {
  const results = await deps.risks.of(deps.tenant, incident.id);
  const isDone = incidentNow(incident).hasAnswersChecked;
  const tickets = results.flatMap((result) => (result.kind === 'checked' ? [result.ticket] : []));
  const unchecked = results.flatMap((result) => (result.kind === 'unchecked' ? [result.ticketId] : []));
  const atRisk = tickets.filter((ticket) => ticket.fields.length > 0).map(riskWords(deps.map, locale));
  return {
    incidentId: incident.id,
    state: incident.closedAt === undefined ? 'waiting' : isDone ? 'done' : 'checking',
    shown: new Set(shown.map((answer) => answer.ticketId)).size,
    checked: tickets.length,
    unchecked: unchecked.length,
    uncheckedTickets: unchecked.slice(0, MOST_UNCHECKED),
    // Answered ones first: there somebody was told something.
    tickets: (await named(deps, atRisk)).sort((a, b) => Number(b.wasAnswered) - Number(a.wasAnswered)),
  };
}

async function named(deps: StaffNamesDeps, tickets: readonly TicketAtRisk[]): Promise<TicketAtRisk[]> {
  const name = await staffNames(
    deps,
    tickets.flatMap(({ answeredBy }) => answeredBy ?? []),
  );
  return tickets.map(({ answeredBy, ...ticket }) =>
    answeredBy === undefined ? ticket : { ...ticket, answeredBy: name(answeredBy) },
  );
}
