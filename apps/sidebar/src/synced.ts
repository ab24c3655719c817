import { isCorrectAnswer, isTicketFields } from 'virtual:synced-wire';
import type { Boot } from '@sidelight/shared/context/boot.ts';
import { render } from 'preact';
import { browserClock as clock } from './host/browser-clock.ts';
import type { Attention } from './host/port.ts';
import type { Sidebar } from './model/sidebar.ts';
import type { Client } from './model/status/client.ts';
import { createStore } from './model/store.ts';
import { createCorrect } from './model/synced/correct.ts';
import { followTicket } from './model/synced/follow.ts';
import { firstSynced, type SyncedState } from './model/synced/state.ts';
import { createSteps } from './model/synced/steps.ts';
import type { Ticker } from './model/ticker.ts';
import type { SyncedContext } from './view/synced/context.ts';
import { syncedPage } from './view/synced/page.tsx';
import css from './view/synced/synced.css?inline';
import type { Format } from './words/format.ts';
import { loadSyncedWords } from './words/synced-load.ts';

export interface SyncedDeps {
  readonly boot: Pick<Boot, 'locale' | 'origin' | 'role'>;
  readonly sidebar: Sidebar;
  readonly client: Client;
  readonly ticker: Ticker;
  readonly attention: Attention;
  readonly format: Format;
}

/**
 * Below the cards: what the CRM and the helpdesk both hold of the customer. Fetched once the cards have been read, and
 * only where anything is kept in sync.
 */
export async function showSynced(deps: SyncedDeps, page: Document): Promise<void> {
  const { boot, sidebar, client, ticker, attention, format } = deps;
  const { locale, origin, role } = boot;
  const say = await loadSyncedWords(locale);
  const sheet = new CSSStyleSheet();
  // A sheet of the script's own: the page's policy lets no style element in without its nonce.
  sheet.replaceSync(css);
  page.adoptedStyleSheets.push(sheet);

  const state = createStore<SyncedState>(firstSynced(undefined));
  const { refresh } = followTicket({ state, sidebar, client, clock, attention, isTicketFields });
  const correct = createCorrect({ state, client, isCorrectAnswer, refresh });
  const steps = createSteps({ state, client, nowMs: ticker.nowMs, refresh });
  const decideUrl = role === 'agent' ? undefined : `${origin}/agent/apps/sidelight`;

  function paint(): void {
    const place = page.getElementById('synced');
    if (!place) return;
    const now = state.get();
    const systems = now.answer?.systems ?? { left: '', right: '' };
    const ctx: SyncedContext = {
      ...{ ...format, say, state: now, systems, correct, locale, decideUrl },
      ...{ nowMs: ticker.nowMs, tick: steps.tick },
    };
    render(syncedPage(ctx), place);
    const wanted = now.focus === undefined ? undefined : page.getElementById(now.focus);
    if (!wanted) return;
    wanted.focus();
    if (wanted instanceof HTMLInputElement) wanted.select();
    state.set({ ...state.get(), focus: undefined });
  }

  state.watch(paint);
  paint();
}
