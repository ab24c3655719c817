import type { World } from '../world/world.ts';
import type { Load } from './load.ts';

/** Calls to each vendor for one ticket, the mean over all. `load`: of a helpdesk of which nothing is remembered. */
export async function callsAnOpen(world: World, load: Load) {
  world.calls.clear();
  for (const i of world.tickets.keys()) await load.once(i);
  await load.close();
  const { systems } = world.calls.counts();
  return Object.fromEntries(
    Object.entries(systems).map(([system, { total }]) => [
      system,
      Math.round((10 * total) / world.tickets.length) / 10,
    ]),
  );
}
