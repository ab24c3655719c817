import { ownValue } from '@sidelight/shared/own-property.ts';
export const TABS = ['status', 'setup'] as const;
export type Tab = (typeof TABS)[number];

// The helpdesk's SDK looks for its own words in the hash: they are left as they are.
const parts = (hash: string): string[] => hash.replace(/^#/, '').split('&').filter(Boolean);
const isTab = (part: string): boolean => part.startsWith('tab=');

/** The tab an address names; the first one where it names none we know. */
export const tabIn = (hash: string): Tab => TABS.find((tab) => parts(hash).findLast(isTab) === `tab=${tab}`) ?? TABS[0];

/** The same address, naming this tab. */
export function withTab(hash: string, tab: Tab): string {
  const others = parts(hash).filter((part) => !isTab(part));
  return `#${[...others, `tab=${tab}`].join('&')}`;
}

/** Where an arrow key leads from here; undefined for any other key. */
export function tabByKey(key: string, from: Tab): Tab | undefined {
  const at = TABS.indexOf(from);
  const count = TABS.length;
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: (at + 1) % count,
    ArrowLeft: (at + count - 1) % count,
    Home: 0,
    End: count - 1,
  };
  return TABS[ownValue(steps, key) ?? -1];
}
