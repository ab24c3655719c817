import type { Evidence } from '@sidelight/shared/setup/readiness.ts';
import { evidence, isWithin, list, MINUTE_MS, oldest } from '../evidence.ts';
import type { ReadinessFacts } from '../facts.ts';

const LATELY_MS = 10 * MINUTE_MS;
/** What is done every so often has been done by then. */
const withSlack = (everyMs: number): number => Math.max(LATELY_MS, everyMs + LATELY_MS / 2);
const LEAST_CONTEXTS = 100;
const status = { kind: 'section', section: 'status' } as const;

/** Would we notice, before an agent does? Pure. */
export function monitoring(facts: ReadinessFacts): Evidence[] {
  return [probed(facts), canary(facts), vendors(facts), promise(facts)];
}

const minutes = (ms: number): number => Math.ceil(ms / MINUTE_MS);

function probed({ map, connections, askedAt, nowMs }: ReadinessFacts): Evidence {
  const connected = connections.filter(({ state }) => state !== 'not_connected').map(({ connector }) => connector);
  const { isOn, quietMs } = map.health.probes;
  const declared = Object.values(map.systems).flatMap(({ connectors }) => Object.entries(connectors));
  const paceOf = new Map(declared.map(([id, { quota }]) => [id, quota.quietMs ?? quietMs]));
  const isSilent = (id: string) => !isWithin(askedAt.get(id), withSlack(paceOf.get(id) ?? quietMs), nowMs);
  const silent = connected.filter(isSilent);
  return evidence({
    id: 'probes',
    claim: `Probes are on, and every connected system was asked in the last ${minutes(withSlack(quietMs))} minutes`,
    isMet: isOn && connected.length > 0 && silent.length === 0,
    found: !isOn
      ? 'probes are switched off'
      : connected.length === 0
        ? 'nothing is connected'
        : silent.length === 0
          ? `${connected.length} connections`
          : `not asked: ${list(silent)}`,
    by: 'signals',
    at: oldest(connected.flatMap((connector) => askedAt.get(connector) ?? [])),
    mend: 'Switch probes on in health.yaml, and look why these were not asked',
    link: { kind: 'map', file: 'health.yaml' },
  });
}

function canary({ map, canary: { rightAt, wrongAt }, nowMs }: ReadinessFacts): Evidence {
  const isWrong = wrongAt !== undefined;
  // Read while somebody is at work: whoever looks at this is.
  const withinMs = withSlack(map.health.canary?.everyMs ?? 0);
  const isMet = !isWrong && isWithin(rightAt, withinMs, nowMs);
  return evidence({
    id: 'canary',
    claim: `The made-up customer came out right in the last ${minutes(withinMs)} minutes`,
    isMet,
    found: !map.health.canary
      ? 'the map names none'
      : isWrong
        ? 'a system answered with something else'
        : isMet
          ? 'as expected'
          : 'it was not read lately',
    by: 'the canary',
    at: isWrong ? wrongAt : rightAt,
    mend: 'Make up a customer in every system, and write what must come back under `canary` in health.yaml',
    link: { kind: 'map', file: 'health.yaml' },
  });
}

function vendors({ vendorPages, nowMs }: ReadinessFacts): Evidence {
  const unread = vendorPages
    .filter(({ state, readAt }) => state === 'unknown' || !isWithin(readAt, LATELY_MS, nowMs))
    .map(({ source }) => source);
  return evidence({
    id: 'vendor_pages',
    claim: 'The vendors’ own status pages are read',
    isMet: vendorPages.length > 0 && unread.length === 0,
    found:
      vendorPages.length === 0
        ? 'none was read'
        : unread.length === 0
          ? `${vendorPages.length} pages`
          : `not: ${list(unread)}`,
    by: 'a reading',
    at: oldest(vendorPages.map(({ readAt }) => readAt)),
    mend: 'Let the server reach the pages named as `statusPage` in the map, or correct them',
    link: status,
  });
}

function promise({ map, promise: { total, kept }, nowMs }: ReadinessFacts): Evidence {
  const { days, withinMs } = map.health.promise;
  return evidence({
    id: 'promise_measured',
    claim: `The promise (${withinMs} ms) is measured on at least ${LEAST_CONTEXTS} contexts in ${days} days`,
    isMet: total >= LEAST_CONTEXTS,
    found: total === 0 ? 'none yet' : `${total}, ${((100 * kept) / total).toFixed(1)} % of them in time`,
    by: 'contexts served',
    at: new Date(nowMs).toISOString(),
    mend: 'Open more tickets with the sidebar',
    link: status,
  });
}
