import { isAgentCheck, isAgentCheckAnswer } from 'virtual:agent-check-wire';
import { render } from 'preact';
import type { AppWebhooksPart } from './app-webhooks.ts';
import type { PageDeps } from './leads.ts';
import { createAgentCheck } from './model/agent-check/agent-check.ts';
import { firstAgentCheck } from './model/agent-check/state.ts';
import { createStore } from './model/store.ts';
import { agentCheckPart } from './view/agent-check/page.tsx';
import { loadAgentCheckWords } from './words/agent-check-load.ts';

const PLACE = 'agent-check';

/** Who decides which tickets an agent may see, fetched once the setup page stands. */
export async function openAgentCheck({ boot, client, clock, attention, repaint }: PageDeps): Promise<AppWebhooksPart> {
  const words = await loadAgentCheckWords(boot.locale);
  const state = createStore(firstAgentCheck);
  const { setShown, ...commands } = createAgentCheck({
    ...{ state, client, clock, attention, isAgentCheck, isAgentCheckAnswer },
  });
  state.watch(repaint);
  return {
    setShown,
    draw(page) {
      const place = document.getElementById(PLACE);
      if (place) render(agentCheckPart({ ...page, ...commands, words, state: state.get() }), place);
    },
  };
}
