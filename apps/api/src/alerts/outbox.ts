import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { IncidentEntry } from '@sidelight/shared/health/incident.ts';
import type { HttpAnswer, HttpRequest } from '../connectors/http/http-client.ts';
import { isUpstreamError } from '../connectors/upstream-error.ts';
import type { PeriodicTask } from '../jobs/periodic-task.ts';
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

export interface Outbox extends PeriodicTask {
  /** Alerts of one incident, in one word. */
  stateOf(incidentId: string): Promise<{ state: 'none' | 'sending' | 'sent' | 'failed'; why?: string }>;
}

const MOST_AT_ONCE = 20;
const TIMEOUT_MS = 5000;
/** Longer than a delivery can take: a process that dies meanwhile leaves it to the next. */
const HOLD_MS = 15_000;
const FIRST_RETRY_MS = 2000;
const LONGEST_RETRY_MS = 5 * 60_000;
/** About a day. Long after that nobody wants to be told. */
const MOST_ATTEMPTS = 290;
/** Who refuses the same message so often means it. */
const MOST_REFUSALS = 3;

/** How one delivery failed. The words are shown to leads, so they are few and hold nothing of the answer. */
interface Failure {
  readonly why: string;
  /** So many failures in all, and it is given up. */
  readonly most: number;
  readonly afterMs?: number | undefined;
  /** What is said once it is given up. */
  readonly finally: string;
}

/** Delivers what is waiting: at least once, in order for each channel, until it is taken or is refused for good. */
export function createOutbox({ tenant, log, channels, send, note, now }: OutboxDeps): Outbox {
  const iso = () => new Date(now()).toISOString();

  async function deliver(alert: StoredAlert, signal: AbortSignal): Promise<boolean> {
    const failure = await attempt(alert, signal);
    if (signal.aborted) return false;
    const { id, incidentId, channel, message } = alert;
    if (failure === undefined) {
      await log.sent(tenant, id);
      if (incidentId !== undefined && message.kind === 'incident')
        await note(incidentId, { kind: 'alerted', at: iso(), channel, what: message.what });
      return true;
    }
    const isOver = alert.attempts + 1 >= failure.most;
    const why = isOver ? failure.finally : failure.why;
    const backoffMs = FIRST_RETRY_MS * 2 ** Math.min(alert.attempts, 10);
    const retryMs = Math.min(LONGEST_RETRY_MS, Math.max(backoffMs, failure.afterMs ?? 0));
    await log.failed(tenant, id, why, isOver ? undefined : retryMs);
    if (incidentId !== undefined && (alert.attempts === 0 || isOver))
      await note(incidentId, { kind: 'alert_failed', at: iso(), channel, why });
    // What is given up holds up nothing behind it.
    return isOver;
  }

  /** How it failed; undefined where it was taken. */
  async function attempt(alert: StoredAlert, signal: AbortSignal): Promise<Failure | undefined> {
    const channel = channels.find(({ name }) => name === alert.channel);
    if (!channel) return final('not configured');
    try {
      const request = requestFor(channel, alert.message, alert.id, now());
      const answer = await send(channel, request, AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]));
      const verdict = verdictOf(channel.kind, { text: '', retryAfterMs: undefined, ...answer });
      switch (verdict.kind) {
        case 'taken':
          return undefined;
        case 'gone':
          return final('channel gone');
        case 'refused':
          return final('message refused');
        case 'wrong':
          return { why: 'refused', most: MOST_REFUSALS, finally: 'message refused' };
        case 'later':
          return later(verdict.why, verdict.afterMs);
      }
    } catch (error) {
      if (!isUpstreamError(error)) throw error;
      return later(words[error.reason] ?? 'answers with errors', error.retryAfterMs);
    }
  }

  return {
    name: 'alerts',
    async run(signal) {
      const due = await log.claim(tenant, MOST_AT_ONCE, HOLD_MS);
      const byChannel = Map.groupBy(due, (alert) => alert.channel);
      await Promise.all(
        [...byChannel.values()].map(async (alerts) => {
          for (const alert of alerts) if (!(await deliver(alert, signal))) return;
        }),
      );
    },
    async stateOf(incidentId) {
      const alerts = await log.ofIncident(tenant, incidentId);
      if (alerts.length === 0) return { state: 'none' };
      const failing = alerts.find((alert) => alert.state !== 'sent' && alert.attempts > 0);
      if (failing) return { state: 'failed', why: `${failing.channel}: ${failing.why}` };
      return { state: alerts.some((alert) => alert.state === 'waiting') ? 'sending' : 'sent' };
    },
  };
}

const final = (why: string): Failure => ({ why, most: 1, finally: why });
const later = (why: string, afterMs: number | undefined): Failure => ({
  ...{ why, most: MOST_ATTEMPTS, afterMs, finally: 'given up' },
});

/** Of deliveries that came to no answer. */
const words: Readonly<Partial<Record<Reason, string>>> = {
  timeout: 'no answer',
  cancelled: 'no answer',
  unreachable: 'unreachable',
};
