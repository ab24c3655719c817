import type { SystemSpec } from '@sidelight/shared/map/system.ts';
import { anHour, callPace } from '../call-pace.ts';
import type { KnownConnectors } from '../known-connectors.ts';
import { windowWords } from '../window-words.ts';
import type { Desk } from './desk.ts';

/** What nobody asked for leaves the rest to people. */
const MAX_SHARE = 0.02;

const round = (n: number): string => String(Math.round(n * 10) / 10);

/** Probes and canaries of a system that is well eat next to nothing of what its vendor allows. */
export function checkBudget({ map, fault }: Desk, spec: SystemSpec, known: KnownConnectors): void {
  for (const [id, declared] of Object.entries(spec.connectors)) {
    const connector = known.vendors.get(id);
    // Options that are wrong are told of by themselves.
    if (!connector?.options.safeParse(declared.options).success) continue;
    const { probes, canary } = callPace(map, spec, id);
    for (const { calls, windowMs } of connector.limits(declared).rates) {
      if (calls === undefined) continue;
      const share = (probes + canary) / anHour({ calls, windowMs });
      if (share <= MAX_SHARE) continue;
      fault(
        ['connectors', id],
        `${declared.name} allows ${calls} calls ${windowWords(windowMs)}; probes make ${round(probes)} an hour and ` +
          `the canary ${round(canary)}, ${round(100 * share)} % of it where ${100 * MAX_SHARE} % is the most: raise ` +
          'quota.quietMs here, or quietMs and canary.everyMs in health.yaml',
      );
    }
  }
}
