import { expect, it } from 'vitest';
import { settled } from '../model/fakes.ts';
import { type BrowserTabs, joinTabs } from './tabs.ts';

/** One browser: locks and channels by name, as its tabs see them. */
function browser() {
  const waiting = new Map<string, Promise<unknown>>();
  const channels = new Set<{ name: string; listeners: ((event: MessageEvent) => void)[] }>();
  const names: string[] = [];
  const locks = {
    request(name: string, run: () => Promise<unknown>) {
      names.push(name);
      const turn = (waiting.get(name) ?? Promise.resolve()).then(run);
      waiting.set(name, turn);
      return turn;
    },
    // Of `request` one form is used, and that is the one above.
  } as Pick<LockManager, 'request'>;
  const openChannel = (name: string) => {
    const own = { name, listeners: [] as ((event: MessageEvent) => void)[] };
    channels.add(own);
    const channel = {
      postMessage(data: unknown) {
        for (const other of channels)
          if (other !== own && other.name === name)
            for (const listener of other.listeners) listener(new MessageEvent('message', { data }));
      },
      addEventListener: (_: 'message', listener: (event: MessageEvent) => void) => void own.listeners.push(listener),
    };
    // As much of a channel as is used.
    return channel as unknown as BroadcastChannel;
  };
  return { tab: { locks, openChannel } satisfies BrowserTabs, names, openChannel };
}

it('lets one tab lead, and the next one when that gives up', async () => {
  const { tab, names } = browser();
  const leading: string[] = [];
  let giveUp = () => {};
  joinTabs(tab, 'secret').lead(() => {
    leading.push('first');
    return new Promise((resolve) => {
      giveUp = resolve;
    });
  });
  joinTabs(tab, 'secret').lead(async () => void leading.push('second'));
  await settled();
  expect(leading).toEqual(['first']);
  giveUp();
  await settled();
  expect(leading).toEqual(['first', 'second']);
  expect(new Set(names)).toEqual(new Set(['secret']));
});

it('carries what the leader says to the others of that name, and asks for it when it comes later', () => {
  const { tab } = browser();
  const leader = joinTabs(tab, 'secret');
  leader.onAsked(() => leader.say(['i1']));
  const heard: (readonly string[])[] = [];
  joinTabs(tab, 'secret').onSaid((ids) => heard.push(ids));
  const elsewhere: unknown[] = [];
  joinTabs(tab, 'another').onSaid((ids) => elsewhere.push(ids));
  expect(heard).toEqual([['i1']]);
  leader.say([]);
  expect([heard, elsewhere]).toEqual([[['i1'], []], []]);
});

it('makes nothing of what is no list of ids', () => {
  const { tab, openChannel } = browser();
  const heard: unknown[] = [];
  joinTabs(tab, 'secret').onSaid((ids) => heard.push(ids));
  const other = openChannel('secret');
  for (const odd of [null, 'asked', 7, [7], { ids: [] }]) other.postMessage(odd);
  expect(heard).toEqual([]);
});

it.each<[string, (tab: BrowserTabs) => BrowserTabs]>([
  ['without locks', (tab) => ({ ...tab, locks: undefined })],
  [
    'without a channel',
    (tab) => ({
      ...tab,
      openChannel: () => {
        throw new Error('storage is blocked');
      },
    }),
  ],
])('%s each tab leads by itself', (_, change) => {
  const { tab } = browser();
  let leading = 0;
  for (let i = 0; i < 2; i++) joinTabs(change(tab), 'secret').lead(async () => void leading++);
  expect(leading).toBe(2);
});

it('leads where the browser refuses the lock', async () => {
  const { tab } = browser();
  // As storage that is blocked.
  const locks = { request: async () => Promise.reject(new Error('denied')) } as Pick<LockManager, 'request'>;
  let leading = 0;
  joinTabs({ ...tab, locks }, 'secret').lead(async () => void leading++);
  await settled();
  expect(leading).toBe(1);
});
