import { createTurns } from '../jobs/turns.ts';
import type { Side } from '../sync/canonical/canon.ts';
import type { SyncStore } from '../sync/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

/** How many hours it happened in is what is told: once in so long is enough. */
const EVERY_MS = 300_000;

/** Notes, of a kind of record, that a call to a side had to wait for the budget. */
export function noteYields(tenant: TenantId, store: Pick<SyncStore, 'note'>, steadyNow: () => number) {
  const turns = new Map<string, () => boolean>();
  return (object: string) =>
    async (side: Side): Promise<void> => {
      const key = `${object}|${side}`;
      const isTurn = turns.get(key) ?? createTurns(EVERY_MS, steadyNow);
      turns.set(key, isTurn);
      if (isTurn()) await store.note({ tenant, object }, [{ name: 'yielded', side }]);
    };
}
