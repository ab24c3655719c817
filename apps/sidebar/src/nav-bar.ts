import { showLeads } from './leads.ts';
import type { PageTabs } from './page-tabs.ts';
import { statusPage } from './view/status/page.tsx';

showLeads((deps) => {
  // Who cannot be given the tabs still has this page. An agent has neither.
  let tabs: PageTabs | undefined;
  const ready =
    deps.boot.role === 'agent'
      ? undefined
      : import('./page-tabs.ts').then(
          (module) => {
            tabs = module.createPageTabs(deps);
          },
          () => {},
        );
  return {
    isMapWanted: true,
    ready,
    draw(state, ctx, role) {
      const draw = () => statusPage(state, ctx, role);
      return tabs?.draw(ctx, draw) ?? draw();
    },
    drawn: () => tabs?.drawn(),
  };
});
