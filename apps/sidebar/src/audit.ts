import { isAuditCheck, isAuditPage } from 'virtual:audit-wire';
import type { PageDeps, TabView } from './leads.ts';
import { createAuditView } from './model/audit/audit.ts';
import { type AuditFilter, firstAudit } from './model/audit/state.ts';
import { createStore } from './model/store.ts';
import css from './view/audit/audit.css?inline';
import { auditPage } from './view/audit/page.tsx';
import { loadAuditWords } from './words/audit-load.ts';

/** The Audit page, fetched and put together when its tab is first opened. `takeWanted`: what another page wants shown. */
export async function openAudit(
  { boot, client, save, repaint }: PageDeps,
  takeWanted: () => Partial<AuditFilter> | undefined,
): Promise<TabView> {
  const words = await loadAuditWords(boot.locale);
  const sheet = new CSSStyleSheet();
  // A sheet of the script's own: the page's policy lets no style element in without its nonce.
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
  const state = createStore(firstAudit);
  const audit = createAuditView({ state, client, save, isAuditPage, isAuditCheck });
  state.watch(repaint);
  let isRead = false;
  return {
    setShown(isShown) {
      const wanted = isShown ? takeWanted() : undefined;
      // Each look is on record: it is not read again by itself.
      if (wanted) audit.only({ ...firstAudit.filter, ...wanted });
      else if (isShown && !isRead) audit.search();
      isRead ||= isShown;
    },
    draw: (ctx) => auditPage({ ...ctx, ...audit, words, audit: state.get() }),
    drawn() {},
  };
}
