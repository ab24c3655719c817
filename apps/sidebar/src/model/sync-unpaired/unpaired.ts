import type { SyncReport } from '@sidelight/shared/sync/sync-report.ts';
import type { UnpairedPage } from '@sidelight/shared/sync/unpaired.ts';
import type { Check, Client } from '../status/client.ts';
import type { Store } from '../store.ts';
import { longer, type UnpairedState } from './state.ts';

export interface UnpairedDeps {
  readonly state: Store<UnpairedState>;
  readonly client: Client;
  isUnpairedPage: Check<UnpairedPage>;
}

export interface Unpaired {
  /** Unfolds the list of one kind of record, or folds it. */
  toggle(object: string): void;
  more(part: string): void;
  /** Lists that are unfolded are read again where something newer has been found. */
  follow(report: SyncReport): void;
}

export function createUnpaired({ state, client, isUnpairedPage }: UnpairedDeps): Unpaired {
  const paint = (change: Partial<UnpairedState>) => state.set({ ...state.get(), ...change });
  const reading = new Set<string>();

  async function read(object: string): Promise<void> {
    reading.add(object);
    const answer = await client.get(`/v1/sync/unpaired?object=${object}`, isUnpairedPage);
    reading.delete(object);
    const { lists } = state.get();
    if (!lists.has(object)) return;
    paint({
      lists: new Map(lists).set(object, answer.ok ? { state: 'ok', value: answer.value } : { state: 'failed' }),
    });
  }

  return {
    toggle(object) {
      const lists = new Map(state.get().lists);
      const isOpen = lists.delete(object);
      if (!isOpen) lists.set(object, { state: 'reading' });
      paint({ lists });
      if (!isOpen) void read(object);
    },
    more: (part) => paint({ lengths: longer(state.get(), part) }),
    follow({ objects }) {
      for (const { id, unpaired } of objects) {
        const list = state.get().lists.get(id);
        if (list?.state === 'ok' && unpaired && list.value.foundAt !== unpaired.foundAt && !reading.has(id))
          void read(id);
      }
    },
  };
}
