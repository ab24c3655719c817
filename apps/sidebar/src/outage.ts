import { isStatusEvent, isTellAnswer } from 'virtual:banner-wire';
import { isProblem } from 'virtual:wire';
import type { Boot } from '@sidelight/shared/context/boot.ts';
import type { TellRequest } from '@sidelight/shared/health/request.ts';
import { render } from 'preact';
import { browserClock as clock } from './host/browser-clock.ts';
import type { Attention } from './host/port.ts';
import { createBanner, firstBanner } from './model/banner.ts';
import type { Sidebar } from './model/sidebar.ts';
import type { Told } from './model/state.ts';
import { createClient } from './model/status/client.ts';
import type { PageSession } from './model/status/session.ts';
import { createStore } from './model/store.ts';
import type { Ticker } from './model/ticker.ts';
import { banner } from './view/banner.tsx';
import { loadBannerWords } from './words/banner-load.ts';
import type { Format } from './words/format.ts';
import { fill } from './words/words.ts';

export interface OutageDeps {
  readonly boot: Pick<Boot, 'status'>;
  readonly sidebar: Sidebar;
  readonly session: PageSession;
  readonly ticker: Ticker;
  readonly attention: Attention;
  readonly format: Format;
}

/** What is out of order, above the cards; answers how to tell an owner. Fetched beside the first question, so that no ticket waits for it. */
export async function showOutages({ boot, sidebar, session, ticker, attention, format }: OutageDeps, page: Document) {
  const { state } = sidebar;
  // First, so that nothing runs twice where the words did not come and all of it is fetched anew.
  const say = await loadBannerWords(page.documentElement.lang);
  const store = createStore(firstBanner);
  const client = createClient({ fetch: (path, init) => fetch(path, init), session, isProblem });
  const { toggle } = createBanner({
    ...{ banner: store, state, sidebar, client, clock, attention, isStatusEvent, status: boot.status },
    random: Math.random,
  });
  const ctx = {
    ...{ ...format, toggle, nowMs: ticker.nowMs, say },
    plural: (n: number, forms: { one: string; other: string }) =>
      fill(n === 1 ? forms.one : forms.other, format.number(n)),
  };
  let shown = '';
  const paint = () => {
    const place = page.getElementById('outages');
    // Drawn again only when what it says has changed: most changes of the ticket are none of it.
    const next = JSON.stringify([store.get(), store.get().incidents ? 0 : state.get().health]);
    if (!place || next === shown) return;
    shown = next;
    place.role = 'status';
    render(banner(store.get(), state.get(), ctx), place);
  };
  paint();
  store.watch(paint);
  state.watch(paint);
  const tell = async (field: string): Promise<Told> => {
    const { ticketId } = state.get().ref;
    const request: TellRequest = { field, ...(ticketId && { ticketId }) };
    const answer = await client.tell('/v1/owners/tell', request, isTellAnswer);
    return answer.ok ? answer.value.state : 'refused';
  };
  return { client, tell, banner: store, paint };
}
