import type { World } from '../world/world.ts';

/** Calls to each vendor for one ticket of which nothing is remembered: the mean over all sample tickets. */
export async function callsAnOpen(world: World, open: (ticketId: string) => Promise<unknown>) {
  world.calls.clear();
  for (const { ticketId } of world.tickets) await open(String(ticketId));
  const { systems } = world.calls.counts();
  return Object.fromEntries(
    Object.entries(systems).map(([system, { total }]) => [
      system,
      Math.round((10 * total) / world.tickets.length) / 10,
    ]),
  );
}
