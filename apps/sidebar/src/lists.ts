import { isPeople, isTagAnswer, isTouched } from 'virtual:lists-wire';
import { copyText } from './host/copy-text.ts';
import type { PageDeps } from './leads.ts';
import { createLists, firstLists } from './model/status/lists.ts';
import type { PageState } from './model/status/state.ts';
import { createStore } from './model/store.ts';
import type { More } from './view/status/context.ts';
import { incidentTools, type ListsContext, listOf } from './view/status/lists.tsx';
import { listsWords } from './words/lists-words.ts';

export interface ListsPart {
  readonly more: More;
  /** To what stands in the helpdesk's address: an incident that was linked to. */
  goTo(route: string): void;
  /** Called after each drawing. */
  drawn(state: PageState): void;
}

/** The lists behind the counts of the leads' page, and what can be taken of an incident: fetched once it is drawn. */
export function openLists({ boot, client, save, repaint }: PageDeps, showStatus: () => void): ListsPart {
  const words = listsWords(boot.locale);
  const state = createStore(firstLists);
  const lists = createLists({
    ...{ state, client, isTouched, isPeople, isTagAnswer, words },
    copy: (text) => copyText(document, text),
    save: (name, text) => save(name, 'text/markdown', text),
  });
  state.watch(repaint);
  let wanted: string | undefined;
  const own = (): ListsContext => ({
    ...{ ...lists, words, lists: state.get() },
    linkTo: (id) => `${boot.origin}/agent/apps/sidelight/incident/${id}`,
  });
  return {
    more: {
      ...{ toggle: lists.toggle, readPeople: lists.readPeople },
      isShown: (key) => state.get().shown === key,
      people: () => state.get().people,
      list: (key, ctx) => listOf(key, ctx, own()),
      tools: (incident) => incidentTools(incident, own()),
    },
    goTo(route) {
      wanted = /incident\/([\w-]{1,40})/.exec(route)?.[1];
      if (!wanted) return;
      showStatus();
      repaint();
    },
    drawn({ report }) {
      if (!wanted || !report) return;
      const id = wanted;
      wanted = undefined;
      const found = document.getElementById(id);
      if (!found) return lists.miss(id);
      if (found instanceof HTMLDetailsElement) found.open = true;
      found.scrollIntoView();
      // A closed one cannot be focused itself; what opens and shuts it can.
      (found.querySelector<HTMLElement>(':scope > summary') ?? found).focus();
    },
  };
}
