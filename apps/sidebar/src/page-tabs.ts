import type { StatusReport } from '@sidelight/shared/health/status-report.ts';
import type { ComponentChild } from 'preact';
import type { PageDeps, TabView } from './leads.ts';
import type { AuditFilter } from './model/audit/state.ts';
import { type Tab, tabIn, tabsOf, withTab } from './model/setup/tab.ts';
import { tabList, tabWait } from './view/setup/tab-list.tsx';
import type { PageContext } from './view/status/context.ts';
import { tabWords } from './words/tab-words.ts';

export interface PageTabs {
  draw(ctx: PageContext, statusPage: () => ComponentChild): ComponentChild;
  drawn(): void;
  showStatus(): void;
  /** Where nothing but the helpdesk is connected yet, an admin has come to set it up. */
  land(report: StatusReport): void;
}

type Fetched = Exclude<Tab, 'status'>;

/** The tabs above the leads' page. What is behind the others is fetched when one of them is first opened. */
export function createPageTabs(deps: PageDeps): PageTabs {
  const { boot, repaint } = deps;
  const words = tabWords(boot.locale);
  const tabs = tabsOf(boot.role);
  const views = new Map<Fetched, TabView | 'loading' | 'failed'>();
  let tab = tabIn(location.hash, tabs);
  let hasLanded = false;

  /** What the Audit page is to show when it is shown next. */
  let wanted: Partial<AuditFilter> | undefined;
  function takeWanted(): Partial<AuditFilter> | undefined {
    const taken = wanted;
    wanted = undefined;
    return taken;
  }
  function showAudit(filter: Partial<AuditFilter>): void {
    wanted = filter;
    choose('audit');
  }

  const open: Readonly<Record<Fetched, () => Promise<TabView>>> = {
    sync: () => import('./sync.ts').then((module) => module.openSync(deps)),
    audit: () => import('./audit.ts').then((module) => module.openAudit(deps, takeWanted)),
    privacy: () => import('./privacy.ts').then((module) => module.openPrivacy(deps, showAudit)),
    setup: () => import('./setup.ts').then((module) => module.openSetup(deps, () => choose('status'))),
  };

  function load(wanted: Fetched): void {
    views.set(wanted, 'loading');
    open[wanted]().then(
      (view) => {
        views.set(wanted, view);
        view.setShown(tab === wanted);
        repaint();
      },
      () => {
        views.set(wanted, 'failed');
        repaint();
      },
    );
  }

  function choose(next: Tab): void {
    tab = next;
    history.replaceState(history.state, '', withTab(location.hash, tab));
    for (const [name, view] of views) if (typeof view === 'object') view.setShown(name === tab);
    if (tab !== 'status' && (views.get(tab) ?? 'failed') === 'failed') load(tab);
    repaint();
  }

  function page(of: Fetched, ctx: PageContext): ComponentChild {
    const view = views.get(of);
    if (typeof view === 'object') return view.draw(ctx);
    return tabWait(of, words, view === 'failed' ? () => choose(of) : undefined);
  }

  if (tab !== 'status') load(tab);
  return {
    draw: (ctx, statusPage) => tabList(tabs, tab, words, choose, tab === 'status' ? statusPage() : page(tab, ctx)),
    drawn() {
      const view = tab === 'status' ? undefined : views.get(tab);
      if (typeof view === 'object') view.drawn();
    },
    showStatus: () => choose('status'),
    land({ systems, notConnected }) {
      if (hasLanded) return;
      hasLanded = true;
      const isNew = notConnected.length > 0 && notConnected.length >= systems.length - 1;
      if (isNew && tabs.includes('setup') && !location.hash.includes('tab=')) choose('setup');
    },
  };
}
