import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { say } from '@sidelight/shared/map/text.ts';
import type { Connection } from '../connectors/registry.ts';
import { isUpstreamError } from '../connectors/upstream-error.ts';
import type { Chore } from '../health/chore.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Mark, MarkLog } from './ports.ts';

export interface MarkDeps {
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly marks: MarkLog;
  /** The helpdesk's. */
  connection(): Connection | undefined;
}

const AT_ONCE = 5;
const HOLD_MS = 20_000;
const TIMEOUT_MS = 4000;
const FIRST_RETRY_MS = 5000;
const LONGEST_RETRY_MS = 10 * 60_000;
const MOST_ATTEMPTS = 60;

/** Puts the tag and the internal note on tickets that were answered on unconfirmed values. */
export function createMarking({ tenant, map, marks, connection }: MarkDeps): Chore {
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
      // A helpdesk that cannot be written to keeps them waiting; they are given up like any other.
      if (!markTicket || !policy) return await marks.failed(tenant, one, retryOf(one));
      const write = (own: AbortSignal) => markTicket(one.ticketId, tag, text(one.fields), own);
      await policy.run('markTicket', write, TIMEOUT_MS, 0, signal);
      await marks.done(tenant, one);
    } catch (error) {
      if (!isUpstreamError(error)) throw error;
      if (!signal.aborted) await marks.failed(tenant, one, retryOf(one));
    }
  }
  return {
    name: 'marking',
    async run(signal) {
      if (!map.health.marking.isOn) return;
      for (const one of await marks.claim(tenant, AT_ONCE, HOLD_MS)) await mark(one, signal);
    },
  };
}

const retryOf = ({ attempts }: Mark): number | undefined =>
  attempts + 1 >= MOST_ATTEMPTS ? undefined : Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 10));
