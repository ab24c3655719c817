import { h } from 'preact';
import type { AnswersDeps } from './answers.ts';
import { browserClock as clock } from './host/browser-clock.ts';
import { copyText } from './host/copy-text.ts';
import { type ActionDeps, createActions, type DoAct } from './model/actions.ts';
import { fetchedWithNext } from './model/answers/fetched-with-next.ts';
import { watchAnswers } from './model/answers/watch.ts';
import { createDrafts, type DraftDeps, type PutDraft } from './model/drafts.ts';
import { createFeedback } from './model/feedback.ts';
import { createOnDemand, type OnDemand } from './model/on-demand.ts';
import type { showOutages } from './outage.ts';
import type { SyncedDeps } from './synced.ts';
import type { Unfold } from './view/context.ts';
import { hasLost } from './view/groups.ts';
import { Draft } from './view/unfold/draft.tsx';
import { findPlace } from './view/unfold/find-place.tsx';
import { foldOnEscape } from './view/unfold/fold-on-escape.ts';
import { reportPlace } from './view/unfold/report-place.tsx';
import { revealPlace } from './view/unfold/reveal-place.tsx';
import { unfoldWith } from './view/unfold/unfold.ts';
import { loadUnfoldWords } from './words/unfold-load.ts';
import type { UnfoldWords } from './words/unfold-words.ts';

type Outages = Awaited<ReturnType<typeof showOutages>>;

interface UnfoldDeps
  extends Pick<ActionDeps, 'api'>,
    Pick<DraftDeps, 'host'>,
    Pick<SyncedDeps, 'sidebar' | 'ticker' | 'attention' | 'format'> {
  readonly boot: SyncedDeps['boot'] & { readonly isSynced?: true | undefined };
  readonly outages: Pick<OnDemand<Outages>, 'want'>;
  /** A part of what is drawn has come. */
  redraw(): void;
}

/** What only a click shows or does, in the reader's language, and what stands below the cards. No ticket waits for it. */
export async function openUnfold(deps: UnfoldDeps, page: Document): Promise<Unfold & { readonly doAct: DoAct }> {
  const { boot, sidebar, api, host, outages, redraw } = deps;
  const { state } = sidebar;
  const losses = createOnDemand(() => import('./losses.ts'), redraw);
  const fetchLosses = () => void losses.want().catch(() => {});
  // Most tickets lack nothing; what is late may yet. What did not come is fetched anew where that is asked for.
  const look = async () => {
    const { cards, customer, phase } = state.get();
    const mayLack = phase === 'reading' || customer?.state !== 'linked' || cards.some(hasLost);
    if (!losses.get() && mayLack) await losses.want().catch(() => {});
  };
  const [say] = await Promise.all([loadUnfoldWords(boot.locale), look()]);
  state.watch(look);
  const doAct = createActions({
    ...{ sidebar, api, say, showBriefly: createFeedback(state, clock) },
    copyText: (text) => copyText(page, text),
    tellOwner: (field) =>
      outages
        .want()
        .then(({ tell }) => tell(field))
        .catch(() => 'refused'),
  });
  page.addEventListener('keydown', foldOnEscape);
  // For whoever goes by key. Without it each value is a tab stop.
  const fetchKeys = () => void import('./arrow-keys.ts').then(({ followArrows }) => followArrows(page)).catch(() => {});
  page.addEventListener('keydown', fetchKeys, { once: true });
  const { locale, isSynced } = boot;
  const client = async () => (await outages.want()).client;
  if (isSynced) {
    onceRead(state, async () => {
      const [{ showSynced }, own] = await Promise.all([import('./synced.ts'), client()]);
      await showSynced({ ...deps, client: own }, page);
    });
  }
  onceRead(state, async () => {
    const [{ showSignOut }, own] = await Promise.all([import('./sign-out.ts'), client()]);
    await showSignOut({ locale, client: own }, page);
  });
  const put = createDrafts({ sidebar, host });
  outages
    .want()
    .then((has) => openAnswers(deps, has, put, say, page))
    .catch(() => {});
  const find = async () => {
    const [{ openFind }, own] = await Promise.all([import('./find.ts'), client()]);
    return openFind({ locale, sidebar, client: own }, page);
  };
  const report = async () => {
    const [{ openReports }, own] = await Promise.all([import('./reports.ts'), client()]);
    return openReports({ locale, client: own, format: deps.format, ticker: deps.ticker });
  };
  const ticketId = () => state.get().ref.ticketId;
  const reveal = async () => {
    const [{ openReveal }, own] = await Promise.all([import('./reveal.ts'), client()]);
    return openReveal({ locale, client: own, clock, ticker: deps.ticker }, page);
  };
  const places = [findPlace(find), reportPlace(report, ticketId), revealPlace(reveal, ticketId)] as const;
  return { ...unfoldWith(say, put, losses.get, fetchLosses, ...places), doAct };
}

/** Not fetched where nothing is to be put right. */
function openAnswers(
  { boot: { locale }, sidebar, ticker, format }: UnfoldDeps,
  { client, banner }: Outages,
  put: PutDraft,
  say: UnfoldWords,
  page: Document,
): void {
  const draft: AnswersDeps['draft'] = (text, insert, note) => h(Draft, { text, insert, note, put, say });
  const onAnswer = fetchedWithNext(() =>
    import('./answers.ts').then((part) => part.showAnswers({ locale, client, ticker, format, draft }, page)),
  );
  watchAnswers({ ...{ sidebar, banner, client, clock, random: Math.random }, onAnswer });
}

/** Not before all that an agent waits for has been read. What did not come is fetched once more after the next reading. */
function onceRead(state: UnfoldDeps['sidebar']['state'], load: () => Promise<void>): void {
  const part = createOnDemand(load, () => {});
  const open = () => {
    if (state.get().phase !== 'reading') part.want().catch(() => {});
  };
  state.watch(open);
  open();
}
