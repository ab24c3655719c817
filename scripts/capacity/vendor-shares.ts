import { catalogue } from '../../apps/api/src/connectors/catalogue.ts';
import type { IntegrationMap } from '../../packages/shared/src/map/integration-map.ts';
import type { Measured } from './measured.ts';
import type { Helpdesks } from './model.ts';

export interface VendorShare {
  readonly vendor: string;
  readonly callsAnOpen: number;
  readonly callsAnHour: number;
  /** Of the limit that is used up first; undefined where the vendor declares none. */
  readonly share: number | undefined;
}

const HOUR_MS = 3_600_000;

/** What one helpdesk asks of each vendor's limits at its busiest, by the map's options and shares. Pure. */
export function vendorShares(
  { callsAnOpen }: Pick<Measured, 'callsAnOpen'>,
  map: IntegrationMap,
  { agentsEach, opensAnHour, cachedShare }: Omit<Helpdesks, 'count'>,
): VendorShare[] {
  const opens = agentsEach * opensAnHour * (1 - cachedShare);
  return Object.values(map.systems).flatMap((spec) => {
    const calls = new Map(Object.entries(callsAnOpen)).get(spec.system);
    // Calls are counted by system: the first vendor of one is where most of them go.
    const [first] = Object.entries(spec.connectors);
    const vendor = first && catalogue.get(first[0]);
    if (calls === undefined || !first || !vendor) return [];
    const callsAnHour = opens * calls;
    const shares = vendor
      .limits(first[1])
      .rates.flatMap(({ windowMs, calls: most }) =>
        most === undefined ? [] : [(callsAnHour * Math.min(windowMs, 8 * HOUR_MS)) / HOUR_MS / most],
      );
    const share = shares.length > 0 ? Math.max(...shares) : undefined;
    return [{ vendor: first[1].name, callsAnOpen: calls, callsAnHour, share }];
  });
}
