import type { DeclaredSync } from './declared.ts';
import type { MonthFacts } from './month-facts.ts';

export const noFacts: MonthFacts = {
  ...{ figures: [], hours: [], activeHours: 0, yieldedHours: 0, decisions: [], conflicts: [] },
  ...{ openNow: { items: 0, oldestMs: 0 }, deadLetters: [], comparisons: [], calls: [], webhooks: [] },
  served: { total: 0, kept: 0 },
};

const flow = (object: string, side: string, counts: Readonly<Record<string, number>>) =>
  Object.entries(counts).map(([key, n]) => {
    const [name = '', detail = ''] = key.split(' ');
    return { object, side, name, detail, n };
  });

const october = Date.UTC(2026, 9);
const HOUR_MS = 3_600_000;

/** A month of two kinds of record that has something of everything. */
export const busyOctober: MonthFacts = {
  figures: [
    ...flow('contact', 'right', { written: 9400, found: 12, sent_again: 300, replayed: 14, 'refused mapping': 38 }),
    ...flow('contact', 'right', { 'lag 1000': 300, 'lag 2000': 600, 'lag 5000': 100, 'took 500': 40, 'took 750': 60 }),
    ...flow('contact', 'left', { written: 2100, 'refused validation': 9, 'refused duplicate': 3 }),
    ...flow('contact', 'left', { 'lag 30000': 100, 'lag 60000': 850, 'lag 120000': 50 }),
    ...flow('company', 'right', { written: 3100, sent_again: 8, 'refused permission': 2, 'lag 2000': 50 }),
  ],
  hours: Array.from({ length: 31 * 24 }, (_, i) => ({
    atMs: october + i * HOUR_MS,
    written: i === 205 ? 900 : Math.round(12 + 10 * Math.sin(i / 3.8)),
  })),
  ...{ activeHours: 700, yieldedHours: 56 },
  decisions: [
    { because: 'owner', n: 11_000 },
    { because: 'foreign_edit_reverted', n: 81 },
  ],
  conflicts: [
    { object: 'contact', field: 'phone', isFirst: false, blocks: true, end: 'left', n: 46, openMs: 7_200_000 },
    { object: 'contact', field: 'phone', isFirst: false, blocks: true, end: 'right', n: 2, openMs: 14_400_000 },
    { object: 'contact', field: 'phone', isFirst: false, blocks: false, end: 'agreed', n: 12, openMs: 60_000 },
    { object: 'contact', field: 'email', isFirst: false, blocks: true, end: 'value', n: 3, openMs: 28_800_000 },
    { object: 'contact', field: 'email', isFirst: false, blocks: true, end: 'open', n: 2, openMs: 200_000_000 },
    { object: 'contact', field: 'email', isFirst: false, blocks: true, end: 'agreed', n: 1, openMs: 300_000 },
  ],
  openNow: { items: 2, oldestMs: 200_000_000 },
  deadLetters: [
    { object: 'contact', field: 'buying_role', reason: 'mapping', n: 31 },
    { object: 'contact', field: 'phone', reason: 'validation', n: 7 },
    { object: 'company', field: 'industry', reason: 'permission', n: 2 },
  ],
  comparisons: [
    {
      ...{ object: 'contact', at: '2026-10-30T02:10:00.000Z', linked: 18_400, changed: 620 },
      writes: { phone: { left: 20, right: 380 }, time_zone: { left: 0, right: 210 }, email: { left: 10, right: 0 } },
    },
    {
      object: 'company',
      at: '2026-10-30T02:15:00.000Z',
      linked: 5700,
      changed: 3,
      writes: { name: { left: 0, right: 3 } },
    },
  ],
  calls: [
    { connector: 'hubspot', day: '2026-10-08', n: 530_000 },
    { connector: 'hubspot', day: '2026-10-09', n: 90_000 },
    { connector: 'zendesk', day: '2026-10-08', n: 41_000 },
  ],
  webhooks: [{ system: 'helpdesk', n: 48_210 }],
  served: { total: 12_400, kept: 12_301 },
};

/** The month before it: less of the same. */
export const quietSeptember: MonthFacts = {
  ...busyOctober,
  figures: [
    ...flow('contact', 'right', { written: 8000, 'refused mapping': 12, 'lag 1000': 800, 'lag 2000': 90 }),
    ...flow('contact', 'left', { written: 1900, 'refused validation': 4, 'lag 30000': 100, 'lag 60000': 500 }),
  ],
  hours: [{ atMs: Date.UTC(2026, 8, 3, 9), written: 9900 }],
  conflicts: [
    { object: 'contact', field: 'phone', isFirst: false, blocks: true, end: 'left', n: 30, openMs: 3_600_000 },
  ],
  comparisons: [
    {
      ...{ object: 'contact', at: '2026-09-29T02:10:00.000Z', linked: 18_000, changed: 180 },
      writes: { phone: { left: 9, right: 160 } },
    },
  ],
  calls: [{ connector: 'hubspot', day: '2026-09-08', n: 410_000 }],
  webhooks: [{ system: 'helpdesk', n: 44_000 }],
  served: { total: 11_000, kept: 10_980 },
};

export const declared: DeclaredSync = {
  mappings: [
    { object: 'contact', toCrm: 2, toHelpdesk: 2, bothWays: 4 },
    { object: 'company', toCrm: 3, toHelpdesk: 9, bothWays: 1 },
  ],
  dailyLimits: { hubspot: 650_000 },
  ...{ reviewDueMs: 86_400_000, sloMs: 1500 },
};
