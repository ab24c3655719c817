import type { Arrival } from '../webhooks/ports.ts';

export const keyOf = ({ tenant, system, deliveryId }: { tenant: string; system: string; deliveryId: string }): string =>
  JSON.stringify([tenant, system, deliveryId]);

/** Each once, in one order for everybody: two bursts that repeat each other would wait for each other. */
export const onceInOrder = (arrivals: readonly Arrival[]): readonly Arrival[] =>
  [...new Map(arrivals.map((arrival) => [keyOf(arrival), arrival]))]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, arrival]) => arrival);

/** Whether each was stored just now; the first one of two that are the same is the new one. `stored`: by their keys. */
export function areNew(arrivals: readonly Arrival[], stored: ReadonlySet<string>): readonly boolean[] {
  const left = new Set(stored);
  return arrivals.map((arrival) => left.delete(keyOf(arrival)));
}
