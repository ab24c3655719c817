import type { ColumnType, Generated } from 'kysely';

type Json<T> = ColumnType<T, string, string>;
type At = ColumnType<Date, Date | string, Date | string>;
type AtOrNone = ColumnType<Date | null, Date | string | null, Date | string | null>;

/** The tables of support's view of a customer. */
export interface SupportSchema {
  support_tickets: {
    tenant: string;
    id: string;
    organization_id: string | null;
    requester_id: string | null;
    created_at: At;
    updated_at: At;
    first_reply_after_ms: ColumnType<string | number | null, number | null, number | null>;
    solved_at: AtOrNone;
    status: string;
    priority: string | null;
    marks: Json<unknown>;
    category: string | null;
    csat: string | null;
    breached_at: AtOrNone;
  };
  support_customers: {
    tenant: string;
    kind: string;
    id: string;
    record: Json<unknown>;
    worked_out_at: Generated<Date>;
  };
  support_notes: { tenant: string; ticket_id: string; hash: string; about_at: At; written_at: Generated<Date> };
  /** What is to be done, once however often it was said. `said` counts how often. */
  support_due: { tenant: string; work: string; id: string; due_at: At; said: Generated<number> };
  support_feeds: {
    tenant: string;
    feed: string;
    cursor: string | null;
    next_at: Generated<Date>;
    /** There was more when it was last asked. */
    is_behind: Generated<boolean>;
  };
}
