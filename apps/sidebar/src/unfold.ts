import { copyText } from './host/copy-text.ts';
import { type ActionDeps, createActions, type DoAct } from './model/actions.ts';
import { createDrafts, type DraftDeps } from './model/drafts.ts';
import type { showOutages } from './outage.ts';
import type { SyncedDeps } from './synced.ts';
import type { Unfold } from './view/context.ts';
import { foldOnEscape } from './view/unfold/fold-on-escape.ts';
import { unfoldWith } from './view/unfold/unfold.ts';
import { loadUnfoldWords } from './words/unfold-load.ts';

interface UnfoldDeps
  extends Pick<ActionDeps, 'api' | 'showBriefly'>,
    Pick<DraftDeps, 'host'>,
    Pick<SyncedDeps, 'sidebar' | 'ticker' | 'attention' | 'format'> {
  readonly boot: SyncedDeps['boot'] & { readonly isSynced?: true | undefined };
  readonly outages: ReturnType<typeof showOutages>;
}

/** What only a click shows or does, in the reader's language, and what stands below the cards. No ticket waits for it. */
export async function openUnfold(deps: UnfoldDeps, page: Document): Promise<Unfold & { readonly doAct: DoAct }> {
  const { boot, sidebar, api, host, showBriefly, outages } = deps;
  const say = await loadUnfoldWords(boot.locale);
  const doAct = createActions({
    ...{ sidebar, api, showBriefly, say },
    copyText: (text) => copyText(page, text),
    tellOwner: (field) => outages.then(({ tell }) => tell(field)).catch(() => 'refused'),
  });
  page.addEventListener('keydown', foldOnEscape);
  if (boot.isSynced) openSynced(deps, page);
  return { ...unfoldWith(say, createDrafts({ sidebar, host })), doAct };
}

/** Not before all that an agent waits for has been read. */
function openSynced({ outages, ...deps }: UnfoldDeps, page: Document): void {
  const { state } = deps.sidebar;
  let isOpen = false;
  const open = () => {
    if (isOpen || state.get().phase === 'reading') return;
    isOpen = true;
    stop();
    Promise.all([import('./synced.ts'), outages])
      .then(([{ showSynced }, { client }]) => showSynced({ ...deps, client }, page))
      .catch(() => {});
  };
  const stop = state.watch(open);
  open();
}
