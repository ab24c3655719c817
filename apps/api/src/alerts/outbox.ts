import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { AlertFailure } from '@sidelight/shared/health/alert-failure.ts';
import type { IncidentAlert, IncidentEntry } from '@sidelight/shared/health/incident.ts';
import type { ReasonClass } from '@sidelight/shared/jobs/reason-class.ts';
import type { HttpAnswer, HttpRequest } from '../connectors/http/http-client.ts';
import { isUpstreamError } from '../connectors/upstream-error.ts';
import { done, giveUp, type Outcome, retry } from '../jobs/outcome.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Channel } from './channel.ts';
import type { AlertLog, StoredAlert } from './ports.ts';
import { requestFor } from './requests.ts';
import { verdictOf } from './verdict.ts';

export interface OutboxDeps {
  readonly tenant: TenantId;
  readonly log: AlertLog;
  readonly channels: readonly Channel[];
  send(channel: Channel, request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer>;
  /** Onto the incident's timeline. */
  note(incidentId: string, entry: IncidentEntry): Promise<void>;
  now(): number;
}

export interface Outbox {
  /** One attempt, the `attempt`th, at an alert; `isLast`: none follows. */
  deliver(
    alertId: string,
    tried: { readonly attempt: number; readonly isLast: boolean },
    signal: AbortSignal,
  ): Promise<Outcome>;
  /** It is tried no more, whatever has become of it. */
  abandon(alertId: string): Promise<void>;
  /** What became of the alerts of one incident. */
  stateOf(incidentId: string): Promise<IncidentAlert>;
}

const TIMEOUT_MS = 5000;
/** Who refuses the same message so often means it. */
const MAX_REFUSALS = 3;

/** How one delivery failed. */
interface Failure {
  readonly why: AlertFailure;
  readonly reason: ReasonClass;
  /** So many attempts in all, and it is given up. */
  readonly most: number;
  readonly afterMs?: number | undefined;
  /** What is said once it is given up. */
  readonly finally: AlertFailure;
}

/** Delivers an alert: at least once, until it is taken or is refused for good. */
export function createOutbox({ tenant, log, channels, send, note, now }: OutboxDeps): Outbox {
  const iso = () => new Date(now()).toISOString();

  /** How it failed; undefined where it was taken. */
  async function attemptAt(alert: StoredAlert, signal: AbortSignal): Promise<Failure | undefined> {
    const channel = channels.find(({ name }) => name === alert.channel);
    if (!channel) return final('not_configured', 'not_connected');
    try {
      const request = requestFor(channel, alert.message, alert.id, now());
      const answer = await send(channel, request, AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]));
      const verdict = verdictOf(channel.kind, { text: '', retryAfterMs: undefined, ...answer });
      switch (verdict.kind) {
        case 'taken':
          return undefined;
        case 'gone':
          return final('channel_gone', 'no_such_record');
        case 'refused':
          return final('message_refused', 'refused');
        case 'wrong':
          return { why: 'refused', reason: 'refused', most: MAX_REFUSALS, finally: 'message_refused' };
        case 'later':
          return later(verdict.why, verdict.afterMs);
      }
    } catch (error) {
      if (!isUpstreamError(error)) throw error;
      return later(withoutAnswer[error.reason] ?? 'answers_with_errors', error.retryAfterMs);
    }
  }

  async function noteOf({ incidentId }: StoredAlert, entry: IncidentEntry): Promise<void> {
    if (incidentId !== undefined) await note(incidentId, entry);
  }

  return {
    async deliver(alertId, { attempt, isLast }, signal) {
      const alert = await log.find(tenant, alertId);
      if (alert === 'damaged') {
        // Nobody can say what it was to tell.
        await log.failed(tenant, alertId, 'damaged', true);
        return giveUp('unreadable');
      }
      if (!alert || alert.state === 'sent') return done;
      const failure = await attemptAt(alert, signal);
      const { channel, message } = alert;
      if (failure === undefined) {
        await log.sent(tenant, alertId);
        if (message.kind === 'incident')
          await noteOf(alert, { kind: 'alerted', at: iso(), channel, what: message.what });
        return done;
      }
      // Called off: that says nothing about the channel.
      if (signal.aborted) return retry(failure.reason);
      const isOver = isLast || attempt >= failure.most;
      const why = isOver ? failure.finally : failure.why;
      await log.failed(tenant, alertId, why, isOver);
      if (attempt === 1 || isOver) await noteOf(alert, { kind: 'alert_failed', at: iso(), channel, why });
      return isOver ? giveUp(failure.reason) : retry(failure.reason, failure.afterMs);
    },
    abandon: (alertId) => log.failed(tenant, alertId, 'given_up', true),
    async stateOf(incidentId) {
      const alerts = await log.ofIncident(tenant, incidentId);
      if (alerts.length === 0) return { state: 'none' };
      const failing = alerts.find((alert) => alert.state !== 'sent' && alert.attempts > 0);
      if (failing) return { state: 'failed', channel: failing.channel, why: failing.why ?? 'no_answer' };
      return { state: alerts.some((alert) => alert.state === 'waiting') ? 'sending' : 'sent' };
    },
  };
}

const final = (why: AlertFailure, reason: ReasonClass): Failure => ({ why, reason, most: 1, finally: why });
const later = (why: AlertFailure, afterMs: number | undefined): Failure => ({
  ...{ why, reason: 'no_answer', most: Number.POSITIVE_INFINITY, afterMs, finally: 'given_up' },
});

/** Of deliveries that came to no answer. */
const withoutAnswer: Readonly<Partial<Record<Reason, AlertFailure>>> = {
  timeout: 'no_answer',
  cancelled: 'no_answer',
  unreachable: 'unreachable',
};
