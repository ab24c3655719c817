import type { contextTables } from './context-tables.ts';
import type { healthTables } from './health-tables.ts';
import type { helpdeskTables } from './helpdesk-tables.ts';
import type { supportTables } from './support-tables.ts';
import type { syncTables } from './sync-tables.ts';

type Table =
  | keyof typeof contextTables
  | keyof typeof supportTables
  | keyof typeof syncTables
  | keyof typeof healthTables
  | keyof typeof helpdeskTables;

/** The column that says when a row was written, of tables that hold something about a requester and have one. */
export const writtenAt: Readonly<Partial<Record<Table, string>>> = {
  ...{ links: 'saved_at', link_rejections: 'rejected_at', last_known: 'read_at', webhook_inbox: 'received_at' },
  ...{ shown_answers: 'shown_at', field_reveals: 'at', issue_reports: 'said_at', ticket_marks: 'made_at' },
  ...{ support_tickets: 'created_at', support_customers: 'worked_out_at', alerts: 'made_at', dead_letters: 'died_at' },
  ...{ sync_records: 'changed_at', sync_batches: 'sent_at', sync_reviews: 'opened_at', sync_corrections: 'made_at' },
  ...{ sync_dead_letters: 'died_at', sync_makings: 'wanted_at', sync_told: 'told_at', sync_runs: 'asked_at' },
  ...{ sync_unpaired: 'found_at', sync_read_pages: 'read_at' },
};
