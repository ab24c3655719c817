import type { Card } from '@sidelight/shared/context/card.ts';
import type { Field } from '@sidelight/shared/context/field.ts';
import { Value } from '@sidelight/shared/context/value.ts';
import type { AnswersAtRisk } from '@sidelight/shared/health/answers-at-risk.ts';
import type { OnRecord } from '../audit/ports.ts';
import { type PeriodicTask, paced } from '../jobs/periodic-task.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { type AnswersReportDeps, reportAnswers, shownDuring } from './answers-report.ts';
import { incidentNow } from './incident.ts';
import type {
  CheckedTicket,
  IncidentLog,
  Outcome,
  RiskLog,
  ShownAnswer,
  ShownLog,
  StoredIncident,
  TicketAtRisk,
  Versions,
} from './ports.ts';
import { valueKey } from './value-key.ts';

export interface AnswersDeps extends Pick<AnswersReportDeps, 'map' | 'nameOf'> {
  readonly tenant: TenantId;
  readonly incidents: Pick<IncidentLog, 'current' | 'find' | 'append'>;
  readonly shown: Pick<ShownLog, 'ofIncident'>;
  readonly risks: Omit<RiskLog, 'ofTicket'>;
  readonly versions: Pick<Versions, 'bump'>;
  /** The whole context of a ticket, past every cache, as an agent would see it. */
  open(ticketId: string, signal: AbortSignal): Promise<readonly Card[]>;
  ticketUrl(ticketId: string): string | undefined;
  /** What became of an answer is to be noted on its ticket; said again, it does nothing. */
  noteOutcome(ticketId: string, outcome: Outcome, fields: readonly string[]): Promise<void>;
  /** Counts up with every incident that opens or closes, as far as this process has heard. */
  version(): number;
  now(): number;
  steadyNow(): number;
}

export interface Answers extends PeriodicTask {
  report(id: string, locale: string): Promise<AnswersAtRisk | undefined>;
  /** Somebody has taken care of this ticket. False where there is none, or that was said before. */
  handle(id: string, ticketId: string, by: string, record: OnRecord): Promise<boolean>;
  /** It was not, after all. False where that was said longer ago than it can be taken back. */
  reopen(id: string, ticketId: string, record: OnRecord): Promise<boolean>;
}

const LOOK_EVERY_MS = 2000;
/** Though nothing has changed: what a process before this one has left may be older than all that this one has heard. */
const LOOK_ANYWAY_MS = 60_000;
/** An outage that ended longer ago than this was looked at, or nobody will look at it any more. */
const LOOK_BACK_MS = 3_600_000;
/** So long "handled" can be taken back. */
export const REOPEN_WITHIN_MS = 10 * 60_000;
const AT_ONCE = 2;
/** A weekend long nobody may be at work, and nothing is looked at; noting twice does nothing. */
const HANDLED_BACK_MS = 4 * 86_400_000;
/** The field that names the company, where the map has one. */
const CUSTOMER = 'account.name';

/** After an outage: reads again what was shown during it, and keeps what turned out different. */
export function createAnswers(deps: AnswersDeps): Answers {
  const { tenant, incidents, risks, versions, now, steadyNow } = deps;

  let lookedAt: { readonly version: number; readonly atMs: number; readonly steadyMs: number } | undefined;

  async function check(ticketId: string, answers: readonly ShownAnswer[], signal: AbortSignal): Promise<CheckedTicket> {
    const fields = (await deps.open(ticketId, signal)).flatMap((card) => card.fields);
    const found = answers.map((answer) => ({ answer, field: fields.find(({ id }) => id === answer.field) }));
    if (found.some(({ field }) => !isSure(field))) return { kind: 'unchecked', ticketId };
    const url = deps.ticketUrl(ticketId);
    const customer = fields.find(({ id }) => id === CUSTOMER);
    const reply = answers.find((answer) => answer.answeredAt !== undefined);
    return {
      kind: 'checked',
      ticket: {
        ...{ ticketId, ...(url !== undefined && { url }) },
        ...(customer?.state === 'ok' && customer.value.kind === 'text' && { customer: customer.value.text }),
        wasAnswered: reply !== undefined,
        ...(reply?.answeredAt !== undefined && { answeredAt: reply.answeredAt }),
        ...(reply?.answeredBy !== undefined && { answeredBy: reply.answeredBy }),
        fields: found.flatMap(({ answer, field }) => (field ? difference(answer, field) : [])),
      },
    };
  }

  async function checkAll(incident: StoredIncident, signal: AbortSignal): Promise<void> {
    const waiting = [...Map.groupBy(await shownDuring(deps, incident), (answer) => answer.ticketId)];
    const total = waiting.length;
    let differing = 0;
    async function work(): Promise<void> {
      for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) {
        const result = await check(...next, signal);
        if (result.kind === 'checked' && result.ticket.fields.length > 0) differing++;
        if (signal.aborted) return;
        await risks.put(tenant, incident.id, result);
        if (result.kind === 'checked' && result.ticket.wasAnswered) await noteFound(incident.id, next, result.ticket);
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    if (signal.aborted) return;
    const at = new Date(now()).toISOString();
    await incidents.append(tenant, incident.id, { kind: 'answers_checked', at, checked: total, differing });
    await versions.bump(tenant);
  }

  function noteFound(
    incidentId: string,
    [ticketId, answers]: readonly [string, readonly ShownAnswer[]],
    { fields }: TicketAtRisk,
  ): Promise<void> {
    if (fields.length > 0)
      return deps.noteOutcome(
        ticketId,
        { kind: 'different', incidentId },
        fields.map(({ id }) => id),
      );
    const answered = answers.filter(({ answeredAt }) => answeredAt !== undefined);
    return deps.noteOutcome(
      ticketId,
      { kind: 'confirmed', incidentId },
      answered.map(({ field }) => field),
    );
  }

  /** Not before it can be taken back no more. */
  async function noteHandled(sinceMs: number): Promise<void> {
    const until = now() - REOPEN_WITHIN_MS;
    const from = sinceMs - REOPEN_WITHIN_MS;
    const rows = await risks.handledBetween(tenant, new Date(from).toISOString(), new Date(until).toISOString());
    for (const { incidentId, checked } of rows)
      if (checked.kind === 'checked' && checked.ticket.wasAnswered)
        await deps.noteOutcome(
          checked.ticket.ticketId,
          { kind: 'handled', incidentId },
          checked.ticket.fields.map(({ id }) => id),
        );
  }

  const task: PeriodicTask = {
    name: 'answers',
    async run(signal) {
      const version = deps.version();
      if (lookedAt?.version === version && steadyNow() - lookedAt.steadyMs < LOOK_ANYWAY_MS) return;
      const recent = await incidents.current(tenant, new Date(now() - LOOK_BACK_MS).toISOString());
      const over = recent.filter((one) => one.closedAt !== undefined && !incidentNow(one).hasAnswersChecked);
      for (const incident of over) await checkAll(incident, signal);
      await noteHandled(lookedAt?.atMs ?? now() - HANDLED_BACK_MS);
      lookedAt = { version, atMs: now(), steadyMs: steadyNow() };
    },
  };

  return {
    ...paced(task, steadyNow, () => LOOK_EVERY_MS),
    async handle(id, ticketId, by, record) {
      const isDone = await risks.handle(tenant, id, ticketId, by, new Date(now()).toISOString(), record);
      if (isDone) await versions.bump(tenant);
      return isDone;
    },
    async reopen(id, ticketId, record) {
      const since = new Date(now() - REOPEN_WITHIN_MS).toISOString();
      const isDone = await risks.reopen(tenant, id, ticketId, since, record);
      if (isDone) await versions.bump(tenant);
      return isDone;
    },
    report: (id, locale) => reportAnswers(deps, id, locale),
  };
}

/** What a system that gives wrong values says now proves nothing about what it said then. */
const isSure = (field: Field | undefined): boolean =>
  (field?.state === 'ok' || field?.state === 'absent') && field.reason === undefined;

/** Where nothing was shown, nobody can have gone by it. */
function difference({ shown, shownAt }: ShownAnswer, field: Field) {
  if (shown === null) return [];
  const before = Value.parse(shown);
  const isNow = field.state === 'ok' ? field.value : null;
  if (isNow !== null && valueKey(isNow) === valueKey(before)) return [];
  return [{ id: field.id, label: field.label, shown: before, shownAt, isNow, ...timesOf(field, shownAt) }];
}

/** Since when it is so; of a time before it was shown as something else nobody can say that. */
function timesOf(field: Field, shownAt: string): { readonly since?: string; readonly readAt?: string } {
  if (!('receipt' in field)) return {};
  const { changedAt, readAt } = field.receipt;
  const own = field.state === 'ok' && field.value.kind === 'code' ? field.value.since : undefined;
  const since = [own, changedAt].find((at) => at !== undefined && Date.parse(at) > Date.parse(shownAt));
  return { readAt, ...(since !== undefined && { since }) };
}
