import { isUnpairedPage } from 'virtual:sync-unpaired-wire';
import { render } from 'preact';
import type { PageDeps } from './leads.ts';
import { createStore } from './model/store.ts';
import { firstUnpaired } from './model/sync-unpaired/state.ts';
import { createUnpaired } from './model/sync-unpaired/unpaired.ts';
import type { ReportContext } from './view/sync/context.ts';
import { unpairedPart } from './view/sync-unpaired/page.tsx';
import { loadSyncUnpairedWords } from './words/sync-unpaired-load.ts';

export interface UnpairedPart {
  /** Wherever there is a place for it. */
  draw(ctx: ReportContext): void;
}

/** Records without a partner, and those that are there twice: fetched once the Sync page stands. */
export async function openUnpaired({
  boot,
  client,
  repaint,
}: Pick<PageDeps, 'boot' | 'client' | 'repaint'>): Promise<UnpairedPart> {
  const words = await loadSyncUnpairedWords(boot.locale);
  const state = createStore(firstUnpaired);
  const unpaired = createUnpaired({ state, client, isUnpairedPage });
  state.watch(repaint);
  return {
    draw(page) {
      const place = document.getElementById('unpaired');
      if (!place) return;
      render(unpairedPart({ ...page, ...unpaired, words, state: state.get() }), place);
      unpaired.follow(page.report);
    },
  };
}
