import { isAnswersAtRisk, isBoot, isMapPicture, isProblem, isStatusEvent, isStatusReport } from 'virtual:status-wire';
import type { Boot } from '@sidelight/shared/context/boot.ts';
import { type ComponentChild, render } from 'preact';
import { watchAttention } from './host/attention.ts';
import { browserClock as clock } from './host/browser-clock.ts';
import { loadSdk } from './host/load-sdk.ts';
import { createPageHost, type PageHost } from './host/page-host.ts';
import type { Attention, Clock } from './host/port.ts';
import { saveFile } from './host/save-file.ts';
import { type Client, createClient } from './model/status/client.ts';
import { createCommands } from './model/status/commands.ts';
import { createStatusPage } from './model/status/page.ts';
import { createSession } from './model/status/session.ts';
import { firstPage, type PageState } from './model/status/state.ts';
import { createStore } from './model/store.ts';
import { createTicker, type Ticker } from './model/ticker.ts';
import type { PageContext } from './view/status/context.ts';
import { createFormat } from './words/format.ts';
import { createMeasures } from './words/status-format.ts';
import { loadPageWords } from './words/status-load.ts';

/** What there is around a page for leads, for those who add to it. */
export interface PageDeps {
  readonly boot: Boot;
  readonly host: PageHost;
  readonly client: Client;
  readonly clock: Clock;
  readonly attention: Attention;
  readonly ticker: Ticker;
  /** Hands a text to the reader as a file. */
  save(name: string, type: string, text: string): void;
  /** Something outside the page's own state has changed. */
  repaint(): void;
}

export interface LeadsView {
  readonly isMapWanted: boolean;
  /** Nothing is drawn before it has come. */
  readonly ready?: Promise<unknown> | undefined;
  draw(state: PageState, ctx: PageContext, role: Boot['role']): ComponentChild;
  /** Called after each drawing. */
  drawn?(state: PageState, ctx: PageContext): void;
}

/** What is behind a tab. */
export interface TabView {
  setShown(isShown: boolean): void;
  draw(ctx: PageContext): ComponentChild;
  /** Called after each drawing. */
  drawn(): void;
}

/** A page for leads: everything but what it looks like. */
export function showLeads(makeView: (deps: PageDeps) => LeadsView): void {
  const boot: unknown = JSON.parse(document.getElementById('boot')?.textContent ?? 'null');
  if (!isBoot(boot)) throw new Error('not signed');

  const { origin, locale, role } = boot;
  const sdk = loadSdk(document, AbortSignal.timeout(1_500));
  const host = createPageHost({ sdk, origin, address: location, callMs: 1_500 });
  const attention = watchAttention(document, host);
  const ticker = createTicker(clock, attention);
  const session = createSession(boot.session);
  const client = createClient({ fetch: (path, init) => fetch(path, init), session, isProblem });
  let repaint = () => {};
  const save = (name: string, type: string, text: string) => saveFile(document, name, type, text);
  const view = makeView({ boot, host, client, clock, attention, ticker, save, repaint: () => repaint() });
  const state = createStore(firstPage);
  const checks = { isStatusReport, isStatusEvent, isMapPicture, isAnswersAtRisk };
  const { isMapWanted } = view;
  const page = createStatusPage({
    ...{ state, client, clock, attention, ticker, checks, isMapWanted },
    zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    random: Math.random,
  });
  let planForm: PageContext['planForm'];
  const fetchPlanForm = async () => {
    ({ planForm } = await import('./view/status/plan-form.tsx'));
  };
  const commands = createCommands({ state, client, clock, fetchPlanForm, refresh: page.refresh });

  host.onColorScheme((scheme) => {
    document.documentElement.dataset.colorScheme = scheme;
  });
  Promise.all([loadPageWords(locale), view.ready]).then(([{ words, say }]) => {
    const ctx: PageContext = {
      ...words,
      ...createFormat(locale),
      ...createMeasures(locale),
      ...ticker,
      ...page,
      ...commands,
      say,
      openTicket: host.openTicket,
      ticketUrl: (id) => `${origin}/agent/tickets/${id}`,
    };
    const paint = () => {
      render(view.draw(state.get(), { ...ctx, planForm }, role), document.body);
      view.drawn?.(state.get(), ctx);
    };
    repaint = paint;
    paint();
    state.watch(paint);
    ticker.onTick(paint);
  });
  // The API decides; an agent's page only spares it the question.
  if (role !== 'agent') page.start();
}
