import { isBoot, isContextEvent, isProblem } from 'virtual:wire';
import { render } from 'preact';
import { watchAttention } from './host/attention.ts';
import { browserClock as clock } from './host/browser-clock.ts';
import { followHeight } from './host/follow-height.ts';
import { loadSdk } from './host/load-sdk.ts';
import { createZafHost } from './host/zaf.ts';
import { createApi } from './model/api.ts';
import { createOnDemand } from './model/on-demand.ts';
import { onCard, opened, toggled } from './model/reduce.ts';
import { createSidebar } from './model/sidebar.ts';
import { firstState } from './model/state.ts';
import { createSession } from './model/status/session.ts';
import { createStore } from './model/store.ts';
import { createTicker } from './model/ticker.ts';
import { app } from './view/app.tsx';
import { isAsking } from './view/card.tsx';
import type { Commands, ViewContext } from './view/context.ts';
import { en } from './words/en.ts';
import { createFormat } from './words/format.ts';
import { loadWords } from './words/load-words.ts';
import type { Words } from './words/words.ts';

const boot: unknown = JSON.parse(document.getElementById('boot')?.textContent ?? 'null');
const page = document.body;
if (!isBoot(boot)) throw new Error('not signed');

const { origin, locale, deadlineMs } = boot;
const sdk = loadSdk(document, AbortSignal.timeout(1_500));
const host = createZafHost({ sdk, origin, address: location, handshakeMs: 6_000, callMs: 1_500, hintMs: 300 });
const attention = watchAttention(document, host);
const ticker = createTicker(clock, attention);
const session = createSession(boot.session);
const api = createApi({ fetch: (path, init) => fetch(path, init), session, deadlineMs, isContextEvent, isProblem });
const state = createStore(firstState(boot.cards));
const sidebar = createSidebar({ state, host, api, clock, ticker, attention });
const format = createFormat(locale);
// Fetched beside the first question. Without it the cards still say what is missing.
const outages = createOnDemand(
  () =>
    import('./outage.ts').then((later) =>
      later.showOutages({ boot, sidebar, session, ticker, attention, format }, document),
    ),
  () => {},
);
const outage = outages.want().catch(() => undefined);
// Where something is out of order, that stands above the skeleton from the first, so that nothing is moved by it.
const wording = Promise.all([loadWords(locale), boot.status ? outage : undefined]);
let words: Words = en;
let paint = () => {};

// Not in English to somebody whose language is on its way.
const redraw = () => void wording.then(drawAnew);

// What only a click shows is fetched once all that an agent waits for has been read, or when it is wanted before.
const unfold = createOnDemand(
  () =>
    import('./unfold.ts').then(({ openUnfold }) =>
      openUnfold({ boot, sidebar, api, host, ticker, attention, format, outages, redraw }, document),
    ),
  redraw,
);
const fetchUnfold = () => void unfold.want().catch(() => {});
const commands: Commands = {
  refresh: sidebar.refresh,
  fetchUnfold,
  toggle(cardId, key) {
    fetchUnfold();
    state.set(onCard(state.get(), cardId, (view) => toggled(view, key)));
  },
  act(cardId, key, act) {
    unfold.want().then(
      ({ doAct }) => doAct(cardId, key, act),
      // What it belongs to is unfolded, and says so.
      () => state.set(onCard(state.get(), cardId, (view) => opened(view, key))),
    );
  },
};

/** What all of the view was drawn with has changed. */
function drawAnew(): void {
  const ctx: ViewContext = { ...words, ...format, ...ticker, ...commands, unfold: unfold.get() };
  // What stands in the place of cards nobody can fill is drawn at once and whole.
  paint = () => (isAsking(state.get().customer) && !ctx.unfold) || render(app(state.get(), ctx), page);
  paint();
}

// The skeleton says nothing in words, so it need not wait for a language; everything after it does.
if (!boot.status) drawAnew();
wording.then(([loaded, early]) => {
  words = loaded;
  drawAnew();
  early?.paint();
  state.watch(() => paint());
});
// Nobody waits longer than this for what a missing value is replaced by.
clock.after(1_000, fetchUnfold);
const stopWatching = state.watch(() => {
  const { phase, customer } = state.get();
  if (phase === 'reading' && (!customer || customer.state === 'linked')) return;
  stopWatching();
  fetchUnfold();
});
sidebar.start();
followHeight(page, host.resize);
host.onColorScheme((scheme) => {
  document.documentElement.dataset.colorScheme = scheme;
});
