import type { TicketTab } from './ticket-tab.ts';

/** Which tickets are open, in order, and which one is in front; none while the list is. */
export interface OpenTabs {
  all(): readonly TicketTab[];
  current(): TicketTab | undefined;
  find(key: string): TicketTab | undefined;
  add(tab: TicketTab): void;
  /** Takes one away; if it was in front, its neighbour comes to the front. */
  remove(key: string): void;
  bringToFront(key: string | undefined): void;
}

export function createOpenTabs(): OpenTabs {
  let tabs: readonly TicketTab[] = [];
  let front: string | undefined;
  const find = (key: string | undefined) => tabs.find((tab) => tab.key === key);

  const bringToFront = (key: string | undefined) => {
    front = find(key)?.key;
    for (const tab of tabs) {
      tab.element.hidden = tab.key !== front;
      tab.app.setActive(tab.key === front);
    }
  };
  return {
    all: () => tabs,
    current: () => find(front),
    find,
    add(tab) {
      tabs = [...tabs, tab];
      tab.element.hidden = true;
    },
    remove(key) {
      const at = tabs.findIndex((tab) => tab.key === key);
      find(key)?.close();
      tabs = tabs.filter((tab) => tab.key !== key);
      if (front === key) bringToFront((tabs[at] ?? tabs[at - 1])?.key);
    },
    bringToFront,
  };
}
