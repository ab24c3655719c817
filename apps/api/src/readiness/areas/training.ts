import type { Evidence } from '@sidelight/shared/setup/readiness.ts';
import { evidence } from '../evidence.ts';
import type { Practice, ReadinessFacts } from '../facts.ts';

const LEAST_TICKETS = 5;
const LEAST_AGENTS = 2;
const status = { kind: 'section', section: 'status' } as const;

/** Have people done it, rather than read about it? Pure. */
export function training({ ticketsByAgent, practices, ownerToldAt, nowMs }: ReadinessFacts): Evidence[] {
  return [opened(ticketsByAgent, nowMs), practised(practices), told(ownerToldAt)];
}

function opened(agents: ReadinessFacts['ticketsByAgent'], nowMs: number): Evidence {
  const versed = agents.filter(({ tickets }) => tickets >= LEAST_TICKETS).length;
  return evidence({
    id: 'agents_versed',
    claim: `Half of those who have the sidebar, and at least ${LEAST_AGENTS}, have opened ${LEAST_TICKETS} tickets with it in 30 days`,
    isMet: versed >= LEAST_AGENTS && versed * 2 >= agents.length,
    found: agents.length === 0 ? 'no agent has opened one' : `${versed} of ${agents.length} agents`,
    by: 'the audit trail',
    at: new Date(nowMs).toISOString(),
    mend: 'Let the agents of the pilot work with it',
    link: { kind: 'section', section: 'rollout' },
  });
}

function practised(practices: readonly Practice[]): Evidence {
  const isWhole = (one: Practice) => one.acknowledgedBy !== undefined && one.seenBy > 0;
  const done = practices.find(isWhole);
  const [last] = practices;
  const shown = done ?? last;
  return evidence({
    id: 'practice_outage',
    claim: 'An outage was practised: declared, acknowledged by a lead, and seen by agents at their tickets',
    isMet: done !== undefined,
    found: done
      ? `${done.system}, acknowledged by ${done.acknowledgedBy}, seen by ${done.seenBy} agents`
      : !last
        ? 'none was declared'
        : last.acknowledgedBy === undefined
          ? 'one was declared, and nobody acknowledged it'
          : 'one was declared, and no agent opened a ticket meanwhile',
    by: 'the incident',
    at: shown?.at,
    mend: 'Declare a maintenance on the status page, acknowledge it, and open tickets as agents while it lasts',
    link: shown ? { kind: 'incident', id: shown.id } : status,
  });
}

function told(ownerToldAt: string | undefined): Evidence {
  return evidence({
    id: 'owner_told',
    claim: 'Somebody at a ticket has told the owner of a field',
    isMet: ownerToldAt !== undefined,
    found: ownerToldAt === undefined ? 'nobody has' : 'it was done',
    by: 'the audit trail',
    at: ownerToldAt,
    mend: 'During the practice, press “tell the owner” below a fallback',
    link: status,
  });
}
