import {
  isDecideAnswer,
  isLetterPage,
  isProposalPage,
  isReviewPage,
  isRuleApplyAnswer,
  isRulePatchAnswer,
  isSyncCommandAnswer,
  isSyncReport,
} from 'virtual:sync-wire';
import type { PageDeps, TabView } from './leads.ts';
import { createStore } from './model/store.ts';
import { createSyncCommands } from './model/sync/commands.ts';
import { createDecide } from './model/sync/decide.ts';
import { createSyncPage } from './model/sync/page.ts';
import { createProposals } from './model/sync/proposals.ts';
import { firstSync } from './model/sync/state.ts';
import type { LaterPart } from './sync-journal.ts';
import type { SyncContext } from './view/sync/context.ts';
import { syncPage } from './view/sync/page.tsx';
import css from './view/sync/sync.css?inline';
import { loadSyncWords } from './words/sync-load.ts';

/** The Sync page, fetched and put together when its tab is first opened. */
export async function openSync(deps: PageDeps): Promise<TabView> {
  const { boot, client, clock, attention, ticker, repaint } = deps;
  const say = await loadSyncWords(boot.locale);
  const sheet = new CSSStyleSheet();
  // A sheet of the script's own: the page's policy lets no style element in without its nonce.
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);

  const state = createStore(firstSync);
  const page = createSyncPage({ state, client, clock, attention, ticker, isSyncReport, isReviewPage, isLetterPage });
  const { refresh } = page;
  const decide = createDecide({ state, client, clock, isDecideAnswer, refresh });
  const commands = createSyncCommands({
    ...{ state, client, clock, refresh },
    ...{ isCommandAnswer: isSyncCommandAnswer, isPatchAnswer: isRulePatchAnswer, isApplyAnswer: isRuleApplyAnswer },
  });
  const proposals = createProposals({
    ...{ state, client, refresh, isProposalPage },
    ...{ isPatchAnswer: isRulePatchAnswer, isApplyAnswer: isRuleApplyAnswer },
  });
  const isAdmin = boot.role === 'admin';
  state.watch(repaint);
  const later: LaterPart[] = [];
  let drawnWith: SyncContext | undefined;
  // Not before the page stands: without them everything else works.
  const add = (opening: Promise<LaterPart>) =>
    opening.then(
      (part) => {
        later.push(part);
        repaint();
      },
      () => {},
    );
  add(import('./sync-unpaired.ts').then(({ openUnpaired }) => openUnpaired(deps)));
  let hasAsked = false;

  return {
    setShown: page.setShown,
    draw({ say: _, select: __, ...ctx }) {
      drawnWith = {
        ...ctx,
        ...page,
        ...decide,
        ...commands,
        ...proposals,
        say,
        isAdmin,
        save: deps.save,
        state: state.get(),
      };
      return syncPage(drawnWith);
    },
    drawn() {
      const { focus, report } = state.get();
      if (report?.journal && !hasAsked) {
        hasAsked = true;
        add(import('./sync-journal.ts').then(({ openJournal }) => openJournal(deps)));
      }
      if (drawnWith && report) for (const part of later) part.draw({ ...drawnWith, report });
      if (!focus) return;
      const wanted = document.getElementById(focus);
      wanted?.focus();
      wanted?.scrollIntoView({ block: 'nearest' });
      // What is not on screen any more is not waited for: it would take the keyboard when nobody expects it.
      page.arrived();
    },
  };
}
