import type { IncidentEntry } from '@sidelight/shared/health/incident.ts';
import type { HttpRequest } from '../connectors/http-client.ts';
import { isUpstreamError } from '../connectors/upstream-error.ts';
import type { Chore } from '../health/chore.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Channel } from './channel.ts';
import type { AlertLog, StoredAlert } from './ports.ts';
import { requestFor } from './requests.ts';

export interface OutboxDeps {
  readonly tenant: TenantId;
  readonly log: AlertLog;
  readonly channels: readonly Channel[];
  send(channel: Channel, request: HttpRequest, signal: AbortSignal): Promise<unknown>;
  /** Onto the incident's timeline. */
  note(incidentId: string, entry: IncidentEntry): Promise<void>;
  now(): number;
}

export interface Outbox extends Chore {
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

/** Delivers what is waiting: at least once, in order for each channel, until it is taken. */
export function createOutbox({ tenant, log, channels, send, note, now }: OutboxDeps): Outbox {
  const iso = () => new Date(now()).toISOString();

  async function deliver(alert: StoredAlert, signal: AbortSignal): Promise<boolean> {
    const why = await attempt(alert, signal);
    if (signal.aborted) return false;
    const { id, incidentId, channel, message } = alert;
    if (why === undefined) {
      await log.sent(tenant, id);
      if (incidentId !== undefined && message.kind === 'incident')
        await note(incidentId, { kind: 'alerted', at: iso(), channel, what: message.what });
      return true;
    }
    const isHopeless = why === 'not configured' || alert.attempts + 1 >= MOST_ATTEMPTS;
    const retryMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(alert.attempts, 10));
    await log.failed(tenant, id, why, isHopeless ? undefined : retryMs);
    if (incidentId !== undefined && alert.attempts === 0)
      await note(incidentId, { kind: 'alert_failed', at: iso(), channel, why });
    return false;
  }

  /** What went wrong, in a word. */
  async function attempt(alert: StoredAlert, signal: AbortSignal): Promise<string | undefined> {
    const channel = channels.find(({ name }) => name === alert.channel);
    if (!channel) return 'not configured';
    try {
      const request = requestFor(channel, alert.message, alert.id, now());
      await send(channel, request, AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]));
      return undefined;
    } catch (error) {
      if (!isUpstreamError(error)) throw error;
      return words[error.reason] ?? 'refused';
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

const words: Readonly<Partial<Record<string, string>>> = {
  timeout: 'no answer',
  cancelled: 'no answer',
  unreachable: 'unreachable',
  upstream_error: 'answers with errors',
  rate_limited: 'too many messages',
  not_configured: 'no such address',
};
