import {
  isConnectAnswer,
  isDisconnected,
  isJobsAnswer,
  isJobsReport,
  isOauthStart,
  isRolloutAnswer,
  isSetup,
  isWebhookAnswer,
} from 'virtual:setup-wire';
import type { AppWebhooksPart } from './app-webhooks.ts';
import { openPopup } from './host/open-popup.ts';
import type { PageDeps, TabView } from './leads.ts';
import { createSetupCommands } from './model/setup/commands.ts';
import { createConnect } from './model/setup/connect.ts';
import { createConsents } from './model/setup/consent.ts';
import { rowId } from './model/setup/ids.ts';
import { createJobsPart } from './model/setup/jobs.ts';
import { createSetupPage } from './model/setup/page.ts';
import { progressOf } from './model/setup/progress.ts';
import { firstSetup } from './model/setup/state.ts';
import { createStore } from './model/store.ts';
import { setupPage } from './view/setup/page.tsx';
import css from './view/setup/setup.css?inline';
import type { PageContext } from './view/status/context.ts';
import { loadSetupWords } from './words/setup-load.ts';

/** The setup page, fetched and put together when its tab is first opened. */
export async function openSetup(deps: PageDeps, showStatus: () => void): Promise<TabView> {
  const { boot, client, clock, attention, ticker, repaint } = deps;
  const say = await loadSetupWords(boot.locale);
  const sheet = new CSSStyleSheet();
  // A sheet of the script's own: the page's policy lets no style element in without its nonce.
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);

  const state = createStore(firstSetup);
  const page = createSetupPage({ state, client, clock, attention, ticker, isSetup });
  const jobs = createJobsPart({ state, client, clock, attention, isJobsReport });
  const refresh = () => {
    page.refresh();
    jobs.refresh();
  };
  const connect = createConnect({ state, client, clock, isConnectAnswer, refresh });
  const popup = () => openPopup(window, say.ui.consentAsking);
  const consents = createConsents({
    ...{ state, client, clock, isOauthStart, openPopup: popup, refresh },
    onDone() {
      const { setup } = state.get();
      const next = setup && progressOf(setup).next;
      if (next?.kind === 'connect') page.jump(rowId(next.connection.connector));
    },
  });
  const commands = createSetupCommands({
    state,
    client,
    clock,
    isDisconnected,
    isWebhookAnswer,
    isRolloutAnswer,
    isJobsAnswer,
    refresh,
  });
  state.watch(repaint);
  let isShown = false;
  let drawnWith: PageContext | undefined;
  let parts: AppWebhooksPart | undefined;
  // Not before the page stands: without it everything else works.
  import('./setup-parts.ts')
    .then(({ openSetupParts }) => openSetupParts(deps, state, { ...commands, jump: page.jump }))
    .then(
      (part) => {
        parts = part;
        part.setShown(isShown);
      },
      () => {},
    );

  return {
    setShown(isNow) {
      isShown = isNow;
      page.setShown(isNow);
      jobs.setShown(isNow);
      parts?.setShown(isNow);
    },
    draw(ctx) {
      drawnWith = ctx;
      return setupPage({ ...ctx, ...page, ...connect, ...consents, ...commands, say, showStatus, state: state.get() });
    },
    drawn() {
      if (drawnWith) parts?.draw(drawnWith);
      const { focus } = state.get();
      if (!focus) return;
      const wanted = document.getElementById(focus);
      wanted?.focus();
      // What one has jumped to is read from there on; what is to be corrected stays where it was.
      wanted?.scrollIntoView({ block: wanted.matches('input, .result') ? 'nearest' : 'start' });
      // What is not on screen any more is not waited for: it would take the keyboard when nobody expects it.
      page.arrived();
    },
  };
}
