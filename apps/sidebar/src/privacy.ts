import { isEraseAnswer, isErasureReceipt, isErasures, isPrivacyReport } from 'virtual:privacy-wire';
import type { PageDeps, TabView } from './leads.ts';
import type { AuditFilter } from './model/audit/state.ts';
import { createPrivacyView } from './model/privacy/privacy.ts';
import { firstPrivacy } from './model/privacy/state.ts';
import { createStore } from './model/store.ts';
import { privacyPage } from './view/privacy/page.tsx';
import css from './view/privacy/privacy.css?inline';
import { loadAuditWords } from './words/audit-load.ts';
import { loadPrivacyWords } from './words/privacy-load.ts';

/** The Privacy page, fetched and put together when its tab is first opened. `showAudit`: the Audit page, narrowed down. */
export async function openPrivacy(
  { boot, client, clock, save, repaint }: PageDeps,
  showAudit: (filter: Partial<AuditFilter>) => void,
): Promise<TabView> {
  const [words, audit] = await Promise.all([loadPrivacyWords(boot.locale), loadAuditWords(boot.locale)]);
  const sheet = new CSSStyleSheet();
  // A sheet of the script's own: the page's policy lets no style element in without its nonce.
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
  const state = createStore(firstPrivacy);
  const checks = { isPrivacyReport, isEraseAnswer, isErasures, isErasureReceipt };
  const view = createPrivacyView({ state, client, clock, save, ...checks });
  state.watch(repaint);
  let isRead = false;
  return {
    setShown(isShown) {
      view.setShown(isShown);
      // Each look is on record: it is not read again by itself.
      if (isShown && !isRead) view.readErasures();
      isRead ||= isShown;
    },
    draw: (ctx) => privacyPage({ ...ctx, ...view, words, audit, showAudit, privacy: state.get() }),
    drawn() {},
  };
}
