import { createHash } from 'node:crypto';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { say } from '@sidelight/shared/map/text.ts';
import type { Connection } from '../connectors/registry.ts';
import { isUpstreamError, type UpstreamError } from '../connectors/upstream-error.ts';
import type { PeriodicTask } from '../jobs/periodic-task.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Mark, MarkLog, Unmarked } from './ports.ts';

export interface MarkDeps {
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly marks: MarkLog;
  /** The helpdesk's. */
  connection(): Pick<Connection, 'connector' | 'policy'> | undefined;
}

const AT_ONCE = 5;
/** A vendor answers a write after the account's triggers have run; and each ticket is three calls. */
const TIMEOUT_MS = 30_000;
/** Longer than all that are claimed at once take: no other process writes the same note beside us. */
const HOLD_MS = AT_ONCE * TIMEOUT_MS + 30_000;
const FIRST_RETRY_MS = 5000;
const LONGEST_RETRY_MS = 10 * 60_000;
/** Of an outage, which ends; of a refusal, which mostly stays. */
const MOST_ATTEMPTS = 60;
const MOST_REFUSALS = 3;

/** Puts the tag and the internal note on tickets that were answered on unconfirmed values. */
export function createMarking({ tenant, map, marks, connection }: MarkDeps): PeriodicTask {
  const { tag, note } = map.health.marking;
  const labels = new Map(
    Object.values(map.systems).flatMap((spec) => Object.entries(spec.fields).map(([id, field]) => [id, field.label])),
  );
  const text = (fields: readonly string[]) =>
    say(note, 'en').replaceAll('{{fields}}', fields.map((id) => say(labels.get(id) ?? id, 'en')).join(', '));

  async function mark(one: Mark, signal: AbortSignal): Promise<void> {
    const { connector, policy } = connection() ?? {};
    const markTicket = connector?.writes?.markTicket;
    try {
      // A helpdesk that is not connected keeps them waiting; one that lets us write nothing never marks them.
      if (!connector || !policy) return await later(one);
      if (!markTicket) return await marks.giveUp(tenant, one, 'not_allowed');
      const wanted = { tag, note: text(one.fields), reference: referenceOf(tenant, one) };
      const isThere = await policy.run(
        'markTicket',
        (own) => markTicket(one.ticketId, wanted, own),
        TIMEOUT_MS,
        0,
        signal,
        'follow_up',
      );
      await (isThere ? marks.done(tenant, one) : marks.giveUp(tenant, one, 'no_such_ticket'));
    } catch (error) {
      if (!isUpstreamError(error)) throw error;
      if (!signal.aborted) await later(one, error);
    }
  }

  async function later(one: Mark, error?: UpstreamError): Promise<void> {
    const tries = one.attempts + 1;
    const final = error && finalOf(error);
    if (final && tries >= final.tries) return marks.giveUp(tenant, one, final.why);
    if (tries >= MOST_ATTEMPTS) return marks.giveUp(tenant, one, 'no_answer');
    return marks.failed(tenant, one, Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(one.attempts, 10)));
  }

  return {
    name: 'marking',
    async run(signal) {
      if (!map.health.marking.isOn) return;
      for (const one of await marks.claim(tenant, AT_ONCE, HOLD_MS)) await mark(one, signal);
    },
  };
}

/** Refusals that another try does not change. What the policy says without asking is none of them. */
function finalOf({ isRefusal, reason }: UpstreamError): { readonly tries: number; readonly why: Unmarked } | undefined {
  if (reason === 'not_configured') return { tries: MOST_REFUSALS, why: 'no_such_ticket' };
  if (!isRefusal) return undefined;
  if (reason === 'forbidden') return { tries: MOST_REFUSALS, why: 'not_allowed' };
  return reason === 'bad_answer' ? { tries: 1, why: 'refused' } : undefined;
}

/** The same for each try of one mark, and for no other. */
const referenceOf = (tenant: TenantId, { ticketId, basis }: Mark): string => {
  const hash = createHash('sha256').update(`${tenant}|${ticketId}|${basis}`).digest('base64url');
  return `Sidelight reference: ${hash.slice(0, 12)}`;
};
