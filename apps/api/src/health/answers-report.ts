import type { AnswersAtRisk } from '@sidelight/shared/health/answers-at-risk.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { incidentNow } from './incident.ts';
import type { IncidentLog, RiskLog, ShownAnswer, ShownLog, StoredIncident, TicketAtRisk } from './ports.ts';

export interface AnswersReportDeps {
  readonly tenant: TenantId;
  readonly incidents: Pick<IncidentLog, 'find'>;
  readonly shown: Pick<ShownLog, 'ofSystem'>;
  readonly risks: Pick<RiskLog, 'of'>;
  /** A member of staff by name. */
  nameOf(
    who: { readonly tenant: TenantId; readonly userId: string; readonly role: 'agent' },
    signal: AbortSignal,
  ): Promise<string>;
  now(): number;
}

const NAME_MS = 2000;

/** What agents were shown of a system while an incident was open. */
export const shownDuring = (
  { tenant, shown, now }: Pick<AnswersReportDeps, 'tenant' | 'shown' | 'now'>,
  { system, openedAt, closedAt }: StoredIncident,
): Promise<readonly ShownAnswer[]> =>
  shown.ofSystem(tenant, system, openedAt, closedAt ?? new Date(now()).toISOString());

/** What turned out different of what was shown during an incident, with who answered, by name. */
export async function reportAnswers(deps: AnswersReportDeps, id: string): Promise<AnswersAtRisk | undefined> {
  const { tenant } = deps;
  const incident = await deps.incidents.find(tenant, id);
  if (!incident) return undefined;
  const [answers, results] = await Promise.all([shownDuring(deps, incident), deps.risks.of(tenant, id)]);
  const isDone = incidentNow(incident).hasAnswersChecked;
  const tickets = results.flatMap((result) => (result.kind === 'checked' ? [result.ticket] : []));
  const atRisk = tickets.filter((ticket) => ticket.fields.length > 0);
  return {
    incidentId: id,
    state: incident.closedAt === undefined ? 'waiting' : isDone ? 'done' : 'checking',
    shown: new Set(answers.map((answer) => answer.ticketId)).size,
    checked: tickets.length,
    unchecked: results.length - tickets.length,
    // Answered ones first: there somebody was told something.
    tickets: (await named(deps, atRisk)).sort((a, b) => Number(b.wasAnswered) - Number(a.wasAnswered)),
  };
}

function named({ tenant, nameOf }: AnswersReportDeps, tickets: readonly TicketAtRisk[]): Promise<TicketAtRisk[]> {
  const signal = AbortSignal.timeout(NAME_MS);
  return Promise.all(
    tickets.map(async ({ answeredBy, ...ticket }) =>
      answeredBy === undefined
        ? ticket
        : { ...ticket, answeredBy: await nameOf({ tenant, userId: answeredBy, role: 'agent' }, signal) },
    ),
  );
}
