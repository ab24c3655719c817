import { isAppWebhookAnswer, isAppWebhooks } from 'virtual:app-webhooks-wire';
import { render } from 'preact';
import { copyText } from './host/copy-text.ts';
import type { PageDeps } from './leads.ts';
import { createAppWebhookCommands } from './model/app-webhooks/commands.ts';
import { followAppWebhooks } from './model/app-webhooks/follow.ts';
import { firstAppWebhooks } from './model/app-webhooks/state.ts';
import { createStore } from './model/store.ts';
import { appWebhooksPart } from './view/app-webhooks/page.tsx';
import type { PageContext } from './view/status/context.ts';
import { loadAppWebhooksWords } from './words/app-webhooks-load.ts';

export interface AppWebhooksPart {
  setShown(isShown: boolean): void;
  /** Below the helpdesk's webhook, wherever that has been drawn. */
  draw(ctx: PageContext): void;
}

export const PLACE = 'app-webhooks';

/** Webhooks of vendors' own apps, fetched once the setup page stands. */
export async function openAppWebhooks({ boot, client, clock, attention, repaint }: PageDeps): Promise<AppWebhooksPart> {
  const words = await loadAppWebhooksWords(boot.locale);
  const state = createStore(firstAppWebhooks);
  const { setShown, refresh } = followAppWebhooks({ state, client, clock, attention, isAppWebhooks });
  const commands = createAppWebhookCommands({
    ...{ state, client, clock, isAppWebhookAnswer, refresh },
    copyText: (text) => copyText(document, text),
  });
  state.watch(repaint);
  return {
    setShown,
    draw(page) {
      const place = document.getElementById(PLACE);
      if (!place) return;
      const now = state.get();
      render(appWebhooksPart({ ...page, ...commands, words, state: now }), place);
      if (now.focus === undefined) return;
      state.set({ ...now, focus: undefined });
      document.getElementById(now.focus)?.focus();
    },
  };
}
