import type { Boot } from '@sidelight/shared/context/boot.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';

export type Tab = 'status' | 'sync' | 'setup' | 'audit' | 'privacy';

/** The first one is there for everybody who sees the page. */
export const tabsOf = (role: Boot['role']): readonly [Tab, ...Tab[]] =>
  role === 'admin' ? ['status', 'sync', 'setup', 'audit', 'privacy'] : ['status', 'sync'];

// The helpdesk's SDK looks for its own words in the hash: they are left as they are.
const parts = (hash: string): string[] => hash.replace(/^#/, '').split('&').filter(Boolean);
const isTab = (part: string): boolean => part.startsWith('tab=');

/** The tab an address names; the first one where it names none we know. */
export const tabIn = (hash: string, tabs: readonly [Tab, ...Tab[]]): Tab =>
  tabs.find((tab) => parts(hash).findLast(isTab) === `tab=${tab}`) ?? tabs[0];

/** The same address, naming this tab. */
export function withTab(hash: string, tab: Tab): string {
  const others = parts(hash).filter((part) => !isTab(part));
  return `#${[...others, `tab=${tab}`].join('&')}`;
}

/** Where an arrow key leads from here; undefined for any other key. */
export function tabByKey(key: string, from: Tab, tabs: readonly Tab[]): Tab | undefined {
  const at = tabs.indexOf(from);
  const count = tabs.length;
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: (at + 1) % count,
    ArrowLeft: (at + count - 1) % count,
    Home: 0,
    End: count - 1,
  };
  return tabs[ownValue(steps, key) ?? -1];
}
