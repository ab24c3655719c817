import { contextTables } from './inventory/context-tables.ts';
import type { TableEntry } from './inventory/entry.ts';
import { healthTables } from './inventory/health-tables.ts';
import { helpdeskTables } from './inventory/helpdesk-tables.ts';
import { supportTables } from './inventory/support-tables.ts';
import { syncTables } from './inventory/sync-tables.ts';

/**
 * Everything our tables hold: whose it is, how long it is kept, and how it is erased. Erasures, what is said to be held
 * about somebody, and docs/privacy.md are made from it; a column without an entry fails a test.
 */
export const dataInventory: Readonly<Record<string, TableEntry>> = {
  ...contextTables,
  ...supportTables,
  ...syncTables,
  ...healthTables,
  ...helpdeskTables,
};
