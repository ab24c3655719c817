import type { Tabs } from './port.ts';

/** The browser's own, where it has them: with storage blocked it may refuse both. */
export interface BrowserTabs {
  readonly locks: Pick<LockManager, 'request'> | undefined;
  openChannel(name: string): BroadcastChannel;
}

/**
 * The tabs of one person in one browser, under a name that nobody else knows. One of them leads at a time; when it is
 * closed, or gives up, the next one does. What they say to each other is a list of ids. Without locks or without a
 * channel each tab is alone and leads.
 */
export function joinTabs({ locks, openChannel }: BrowserTabs, name: string): Tabs {
  const channel = locks && opened(() => openChannel(name));
  if (!locks || !channel) return { lead: (run) => void run(), say: () => {}, onSaid: () => {}, onAsked: () => {} };
  return {
    lead(run) {
      // The lock is held for as long as `run` goes on.
      locks.request(name, run).catch(() => void run());
    },
    say: (ids) => channel.postMessage(ids),
    onSaid(listener) {
      channel.addEventListener('message', ({ data }) => isIds(data) && listener(data));
      channel.postMessage(ASKED);
    },
    onAsked(listener) {
      channel.addEventListener('message', ({ data }) => data === ASKED && listener());
    },
  };
}

/** A tab that comes later asks what has been said. */
const ASKED = 'asked';
const isIds = (data: unknown): data is string[] => Array.isArray(data) && data.every((id) => typeof id === 'string');

function opened(open: () => BroadcastChannel): BroadcastChannel | undefined {
  try {
    return open();
  } catch {
    return undefined;
  }
}
