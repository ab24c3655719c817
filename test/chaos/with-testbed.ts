import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { type Arena, type ArenaOptions, enterArena } from './arena.ts';
import { unlessStarved } from './starvation.ts';

/** One arena for one test, left whatever happens; once more where the machine was busy with something else. */
export const withinArena = (
  database: OpenDatabase,
  options: Partial<ArenaOptions>,
  use: (arena: Arena) => Promise<void>,
): Promise<void> =>
  unlessStarved(async () => {
    const arena = await enterArena(database, { seed: process.env.CHAOS_SEED ?? 'chaos', ...options });
    try {
      await use(arena);
    } finally {
      await arena.stop();
    }
  });
