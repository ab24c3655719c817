import { showLeads } from './leads.ts';
import type { PageTabs } from './page-tabs.ts';
import { type Later, statusPage } from './view/status/page.tsx';

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
  if (deps.boot.role !== 'agent') void fetchDetails();
  return {
    isMapWanted: true,
    ready,
    draw(state, ctx, role) {
      const draw = () => statusPage(state, ctx, role, later);
      return tabs?.draw(ctx, draw) ?? draw();
    },
    drawn: () => tabs?.drawn(),
  };
});
