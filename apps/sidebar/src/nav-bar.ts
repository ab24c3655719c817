import type { AdminTabs } from './admin-tabs.ts';
import { showLeads } from './leads.ts';
import { statusPage } from './view/status/page.tsx';

showLeads((deps) => {
  // Only an admin has more than one page. One who cannot be given the others still has this one.
  let tabs: AdminTabs | undefined;
  const ready =
    deps.boot.role === 'admin'
      ? import('./admin-tabs.ts').then(
          (module) => {
            tabs = module.createAdminTabs(deps);
          },
          () => {},
        )
      : undefined;
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
