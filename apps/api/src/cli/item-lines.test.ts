import { expect, it } from 'vitest';
import type { OpenItem } from '../store/sync-item.ts';
import { itemLines, itemList } from './item-lines.ts';

const HOUR_MS = 3_600_000;
const item: OpenItem = {
  ...{ id: 'i1', object: 'contact', record: 'r1', ids: { left: '101', right: '900' }, field: 'phone' },
  ...{ why: 'inside_window', blocks: true, left: '+14155550100', right: null, openedAt: '2026-11-27T09:05:00.000Z' },
};
const openedMs = Date.parse(item.openedAt);

it('shows both values, why, since when and until when', () => {
  expect(itemLines(item, 24 * HOUR_MS, openedMs + HOUR_MS)).toEqual([
    'i1  contact.phone  CRM 101, helpdesk 900',
    '  both sides changed it at about the same time; nothing is written until it is decided',
    '  CRM       +14155550100',
    '  helpdesk  (empty)',
    '  since 2026-11-27 09:05Z, due 2026-11-28 09:05Z',
  ]);
});

it('marks what is overdue, and what is decided and not done yet', () => {
  const lines = itemLines({ ...item, decidedBy: 'cli:ana' }, 24 * HOUR_MS, openedMs + 27 * HOUR_MS);
  expect(lines.slice(-2)).toEqual([
    '  since 2026-11-27 09:05Z, due 2026-11-28 09:05Z  OVERDUE by 3 hours',
    '  decided by cli:ana, about to be done',
  ]);
});

it('says so when nothing waits, and when there may be more', () => {
  expect(itemList([], false, HOUR_MS, openedMs)).toBe('nothing waits for a person\n');
  expect(itemList([item], true, HOUR_MS, openedMs)).toMatch(/^1 item, and there may be more/);
});
