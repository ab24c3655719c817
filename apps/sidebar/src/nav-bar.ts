import { showLeads } from './leads.ts';
import type { ListsPart } from './lists.ts';
import type { PageSignOut } from './page-sign-out.ts';
import type { PageTabs } from './page-tabs.ts';
import { type Later, statusPage } from './view/status/page.tsx';

showLeads((deps) => {
  const isAgent = deps.boot.role === 'agent';
  // Who cannot be given the tabs still has this page. An agent has neither.
  let tabs: PageTabs | undefined;
  const ready = isAgent
    ? undefined
    : import('./page-tabs.ts').then(
        (module) => {
          tabs = module.createPageTabs(deps);
        },
        () => {},
      );
  let later: Later = { state: 'loading' };
  function retry(): void {
    later = { state: 'loading' };
    void fetchDetails();
    deps.repaint();
  }
  async function fetchDetails(): Promise<void> {
    later = await import('./view/status/details.tsx').then(
      ({ details }) => ({ state: 'there', draw: details }) as const,
      () => ({ state: 'failed', retry }) as const,
    );
    deps.repaint();
  }
  // Without them counts are counts.
  let lists: ListsPart | undefined;
  // As the helpdesk last said, maybe before there is anybody to go there.
  let route = '';
  async function fetchLists(): Promise<void> {
    const { openLists } = await import('./lists.ts');
    lists = openLists(deps, () => tabs?.showStatus());
    lists.goTo(route);
    deps.repaint();
  }
  deps.host.onRoute((now) => {
    route = now;
    lists?.goTo(now);
  });
  let signOut: PageSignOut | undefined;
  async function fetchSignOut(): Promise<void> {
    const { openPageSignOut } = await import('./page-sign-out.ts');
    signOut = await openPageSignOut(deps);
    deps.repaint();
  }
  fetchSignOut().catch(() => {});
  if (!isAgent) {
    void fetchDetails();
    fetchLists().catch(() => {});
  }
  return {
    isMapWanted: true,
    ready,
    draw(state, ctx, role) {
      const status = () => statusPage(state, { ...ctx, more: lists?.more }, role, later);
      const page = () => tabs?.draw(ctx, status) ?? status();
      // A list either way, so that the page stays as it is when its foot comes.
      return signOut?.around(page) ?? [page()];
    },
    drawn(state) {
      tabs?.drawn();
      if (state.report) tabs?.land(state.report);
      lists?.drawn(state);
    },
  };
});
