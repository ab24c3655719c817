import type { ComponentChild } from 'preact';
import type { PageDeps } from './leads.ts';
import { type Tab, tabIn, withTab } from './model/setup/tab.ts';
import type { SetupView } from './setup.ts';
import { tabList, tabWait } from './view/setup/tab-list.tsx';
import type { PageContext } from './view/status/context.ts';
import { tabWords } from './words/tab-words.ts';

export interface AdminTabs {
  draw(ctx: PageContext, statusPage: () => ComponentChild): ComponentChild;
  drawn(): void;
}

/** The tabs an admin sees. What is behind the second is fetched when it is first opened. */
export function createAdminTabs(deps: PageDeps): AdminTabs {
  const { boot, repaint } = deps;
  const words = tabWords(boot.locale);
  let tab = tabIn(location.hash);
  let setup: SetupView | 'loading' | 'failed' | undefined;

  function load(): void {
    setup = 'loading';
    const loaded = import('./setup.ts').then((module) => module.openSetup(deps, () => choose('status')));
    loaded.then(
      (view) => {
        setup = view;
        view.setShown(tab === 'setup');
        repaint();
      },
      () => {
        setup = 'failed';
        repaint();
      },
    );
  }

  function choose(next: Tab): void {
    tab = next;
    history.replaceState(history.state, '', withTab(location.hash, tab));
    if (typeof setup === 'object') setup.setShown(tab === 'setup');
    else if (tab === 'setup' && setup !== 'loading') load();
    repaint();
  }

  function page(ctx: PageContext): ComponentChild {
    if (typeof setup === 'object') return setup.draw(ctx);
    return tabWait(words, setup === 'failed' ? () => choose('setup') : undefined);
  }

  if (tab === 'setup') load();
  return {
    draw: (ctx, statusPage) => tabList(tab, words, choose, tab === 'setup' ? page(ctx) : statusPage()),
    drawn: () => typeof setup === 'object' && tab === 'setup' && setup.drawn(),
  };
}
