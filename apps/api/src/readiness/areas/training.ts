import type { Finding } from '@sidelight/shared/setup/finding.ts';
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
    claim: { code: 'agents_versed', agents: LEAST_AGENTS, tickets: LEAST_TICKETS, days: 30 },
    isMet: versed >= LEAST_AGENTS && versed * 2 >= agents.length,
    found: agents.length === 0 ? { code: 'no_agent' } : { code: 'versed', count: versed, of: agents.length },
    at: new Date(nowMs).toISOString(),
    link: { kind: 'section', section: 'rollout' },
  });
}

function practised(practices: readonly Practice[]): Evidence {
  const isWhole = (one: Practice) => one.acknowledgedBy !== undefined && one.seenBy > 0;
  const done = practices.find(isWhole);
  const [last] = practices;
  const shown = done ?? last;
  return evidence({
    claim: { code: 'practice_outage' },
    isMet: done !== undefined,
    found: !shown ? { code: 'no_practice' } : found(shown),
    at: shown?.at,
    link: shown ? { kind: 'incident', id: shown.id } : status,
  });
}

function found({ system, acknowledgedBy, seenBy }: Practice): Finding {
  if (acknowledgedBy === undefined) return { code: 'practice_not_acknowledged' };
  if (seenBy === 0) return { code: 'practice_not_seen' };
  return { code: 'practised', system, person: acknowledgedBy, agents: seenBy };
}

function told(ownerToldAt: string | undefined): Evidence {
  return evidence({
    claim: { code: 'owner_told' },
    isMet: ownerToldAt !== undefined,
    found: { code: ownerToldAt === undefined ? 'owner_never_told' : 'owner_was_told' },
    at: ownerToldAt,
    link: status,
  });
}
