import type { Evidence } from '@sidelight/shared/setup/readiness.ts';
import { evidence, isWithin, MINUTE_MS, naming, oldest } from '../evidence.ts';
import type { ReadinessFacts } from '../facts.ts';

const LATELY_MS = 10 * MINUTE_MS;
/** What is done every so often has been done by then. */
const withSlack = (everyMs: number): number => Math.max(LATELY_MS, everyMs + LATELY_MS / 2);
const LEAST_CONTEXTS = 100;
const status = { kind: 'section', section: 'status' } as const;

/** Would we notice, before an agent does? Pure. */
export function monitoring(facts: ReadinessFacts): Evidence[] {
  return [probed(facts), canary(facts), vendors(facts), slo(facts)];
}

const minutes = (ms: number): number => Math.ceil(ms / MINUTE_MS);
/** One digit, and never rounded up to a goal that was missed. */
const inPercent = (part: number, whole: number): number => Math.floor((1000 * part) / whole) / 10;

function probed({ map, connections, askedAt, nowMs }: ReadinessFacts): Evidence {
  const connected = connections.filter(({ state }) => state !== 'not_connected').map(({ connector }) => connector);
  const { isOn, quietMs } = map.health.probes;
  const declared = Object.values(map.systems).flatMap(({ connectors }) => Object.entries(connectors));
  const paceOf = new Map(declared.map(([id, { quota }]) => [id, quota.quietMs ?? quietMs]));
  const isSilent = (id: string) => !isWithin(askedAt.get(id), withSlack(paceOf.get(id) ?? quietMs), nowMs);
  const silent = connected.filter(isSilent);
  return evidence({
    claim: { code: 'probes', minutes: minutes(withSlack(quietMs)) },
    isMet: isOn && connected.length > 0 && silent.length === 0,
    found: !isOn
      ? { code: 'probes_off' }
      : connected.length === 0
        ? { code: 'nothing_connected' }
        : silent.length === 0
          ? { code: 'connections_asked', count: connected.length }
          : naming('connections_not_asked', silent),
    at: oldest(connected.flatMap((connector) => askedAt.get(connector) ?? [])),
    link: { kind: 'map', file: 'health.yaml' },
  });
}

function canary({ map, canary: { rightAt, wrongAt }, nowMs }: ReadinessFacts): Evidence {
  const isWrong = wrongAt !== undefined;
  // Read while somebody is at work: whoever looks at this is.
  const withinMs = withSlack(map.health.canary?.everyMs ?? 0);
  const isMet = !isWrong && isWithin(rightAt, withinMs, nowMs);
  return evidence({
    claim: { code: 'canary', minutes: minutes(withinMs) },
    isMet,
    found: !map.health.canary
      ? { code: 'no_canary' }
      : isWrong
        ? { code: 'canary_wrong' }
        : isMet
          ? { code: 'canary_right' }
          : { code: 'canary_not_read' },
    at: isWrong ? wrongAt : rightAt,
    link: { kind: 'map', file: 'health.yaml' },
  });
}

function vendors({ vendorPages, nowMs }: ReadinessFacts): Evidence {
  const unread = vendorPages
    .filter(({ state, readAt }) => state === 'unknown' || !isWithin(readAt, LATELY_MS, nowMs))
    .map(({ source }) => source);
  return evidence({
    claim: { code: 'vendor_pages' },
    isMet: vendorPages.length > 0 && unread.length === 0,
    found:
      vendorPages.length === 0
        ? { code: 'no_page_read' }
        : unread.length === 0
          ? { code: 'pages_read', count: vendorPages.length }
          : naming('pages_not_read', unread),
    at: oldest(vendorPages.map(({ readAt }) => readAt)),
    link: status,
  });
}

function slo({ map, slo: { total, kept }, nowMs }: ReadinessFacts): Evidence {
  const { days, withinMs } = map.health.slo;
  return evidence({
    claim: { code: 'slo_measured', sloMs: withinMs, contexts: LEAST_CONTEXTS, days },
    isMet: total >= LEAST_CONTEXTS,
    found:
      total === 0
        ? { code: 'nothing_served' }
        : { code: 'served', count: total, inTimePercent: inPercent(kept, total) },
    at: new Date(nowMs).toISOString(),
    link: status,
  });
}
