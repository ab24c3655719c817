import { h } from 'preact';
import type { AnswersDeps, showAnswers } from './answers.ts';
import { browserClock as clock } from './host/browser-clock.ts';
import { copyText } from './host/copy-text.ts';
import { type ActionDeps, createActions, type DoAct } from './model/actions.ts';
import { watchAnswers } from './model/answers/watch.ts';
import { createDrafts, type DraftDeps, type PutDraft } from './model/drafts.ts';
import type { showOutages } from './outage.ts';
import type { SyncedDeps } from './synced.ts';
import type { Unfold } from './view/context.ts';
import { Draft } from './view/unfold/draft.tsx';
import { findPlace } from './view/unfold/find-place.tsx';
import { foldOnEscape } from './view/unfold/fold-on-escape.ts';
import { unfoldWith } from './view/unfold/unfold.ts';
import { loadUnfoldWords } from './words/unfold-load.ts';
import type { UnfoldWords } from './words/unfold-words.ts';

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
  const [say, { lossRows }] = await Promise.all([loadUnfoldWords(boot.locale), import('./losses.ts')]);
  const doAct = createActions({
    ...{ sidebar, api, showBriefly, say },
    copyText: (text) => copyText(page, text),
    tellOwner: (field) => outages.then(({ tell }) => tell(field)).catch(() => 'refused'),
  });
  page.addEventListener('keydown', foldOnEscape);
  if (boot.isSynced) openSynced(deps, page);
  const put = createDrafts({ sidebar, host });
  outages.then((has) => openAnswers(deps, has, put, say, page)).catch(() => {});
  const find = async () => {
    const [{ openFind }, { client }] = await Promise.all([import('./find.ts'), outages]);
    return openFind({ locale: boot.locale, sidebar, client }, page);
  };
  return { ...unfoldWith(say, put, lossRows, findPlace(find)), doAct };
}

/** Not fetched where nothing is to be put right. */
function openAnswers(
  { boot: { locale }, sidebar, ticker, format }: UnfoldDeps,
  { client, banner }: Awaited<UnfoldDeps['outages']>,
  put: PutDraft,
  say: UnfoldWords,
  page: Document,
): void {
  const draft: AnswersDeps['draft'] = (text, insert, note) => h(Draft, { text, insert, note, put, say });
  let shown: ReturnType<typeof showAnswers> | undefined;
  watchAnswers({
    ...{ sidebar, banner, client, clock, random: Math.random },
    onAnswer(ticketId, json) {
      if (isAny(json))
        shown ??= import('./answers.ts').then((part) =>
          part.showAnswers({ locale, client, ticker, format, draft }, page),
        );
      shown?.then((show) => show(ticketId, json)).catch(() => {});
    },
  });
}

/** Nobody is bothered with a script for nothing. */
const isAny = (json: unknown): boolean => Object(json).corrections?.length > 0;

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
