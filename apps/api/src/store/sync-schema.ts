import type { ColumnType, Generated } from 'kysely';

type Json<T> = ColumnType<T, string, string>;
type At = ColumnType<Date, Date | string, Date | string>;

/** The tables of two-way sync. */
export interface SyncSchema {
  sync_records: {
    tenant: string;
    object: string;
    id: string;
    left_id: string;
    right_id: string;
    hold: string | null;
    fields: Json<unknown>;
    due_left: Generated<boolean>;
    due_right: Generated<boolean>;
    batch_left: string | null;
    batch_right: string | null;
    changed_at: Generated<Date>;
    /** Null where it is to hold nothing else, and of rows that an older release has written. */
    open_left_since: Generated<Date | null>;
    open_right_since: Generated<Date | null>;
  };
  sync_batches: {
    tenant: string;
    object: string;
    side: string;
    id: string;
    items: Json<unknown>;
    pending: string | null;
    sent_at: Generated<Date>;
  };
  sync_reviews: {
    tenant: string;
    id: string;
    object: string;
    record: string;
    /** Empty where it is about the whole record. */
    field: string;
    why: string;
    blocks: boolean;
    left_value: Json<unknown>;
    right_value: Json<unknown>;
    opened_at: Generated<Date>;
    closed_at: ColumnType<Date | null, never, Date | null>;
    closed_by: ColumnType<string | null, never, string | null>;
    /** What a person decided, about to be done or done. */
    choice: ColumnType<unknown, never, string | null>;
    /** What stood before it was done: there as long as it can be undone. */
    before: ColumnType<unknown, never, string | null>;
    /** Who wants it undone, until it has been. */
    undo_by: ColumnType<string | null, never, string | null>;
  };
  sync_corrections: {
    tenant: string;
    id: string;
    object: string;
    record: string;
    field: string;
    value: Json<unknown>;
    /** What was agreed before. */
    before: Json<unknown>;
    made_by: string;
    made_at: At;
  };
  sync_dead_letters: {
    tenant: string;
    object: string;
    record: string;
    side: string;
    field: string;
    id: string;
    reason: string;
    value_class: string | null;
    /** Who wants it tried again, until it has been. */
    replay_by: ColumnType<string | null, never, string | null>;
    died_at: Generated<Date>;
  };
  sync_cursors: { tenant: string; object: string; side: string; cursor: string; moved_at: Generated<Date> };
  journals: {
    tenant: string;
    system: string;
    /** Null until it was begun. */
    cursor: string | null;
    /** As of when all that came before has been read. */
    position_at: ColumnType<Date | null, Date | undefined, Date>;
    /** What it is to tell of, as it was last asked for. */
    subscribed: ColumnType<string | null, undefined, string>;
    subscribed_at: ColumnType<Date | null, undefined, Date>;
    asked_at: Generated<Date>;
    /** When its end was last reached. */
    read_at: ColumnType<Date | null, undefined, Date>;
    failing_since: ColumnType<Date | null, undefined, Date | null>;
    reason: ColumnType<string | null, undefined, string | null>;
    /** When everything was last compared because it could not tell. */
    compared_at: ColumnType<Date | null, undefined, Date>;
    /** Nobody has told us any more how to read it. */
    closed_at: ColumnType<Date | null, undefined, Date | null>;
  };
  sync_switches: {
    tenant: string;
    object: string;
    is_on: boolean;
    set_by: string;
    set_at: Generated<Date>;
    /** When each side was last asked for what has changed. */
    asked_left_at: Generated<Date>;
    asked_right_at: Generated<Date>;
    /** Of companies: when the CRM was last asked for deals. */
    asked_deals_at: Generated<Date>;
    /** When both sides were last asked what they say of their properties. */
    asked_fields_at: Generated<Date>;
  };
  sync_runs: {
    tenant: string;
    id: string;
    object: string;
    kind: string;
    state: string;
    progress: ColumnType<unknown, never, string>;
    result: ColumnType<unknown, never, string>;
    reason: ColumnType<string | null, never, string>;
    asked_by: string;
    asked_at: Generated<Date>;
    ended_at: ColumnType<Date | null, never, Date>;
    /** Null where it is of all fields. */
    field: ColumnType<string | null, string | null | undefined, never>;
    /** Some of the records that would change, with the values. */
    sample: ColumnType<unknown, never, string>;
    /** Of a backfill: how far it has come. */
    checkpoint: ColumnType<unknown, never, string | null>;
    /** Who wants it paused, from then on until it goes on. */
    pause_by: ColumnType<string | null, never, string | null>;
  };
  sync_unpaired: {
    tenant: string;
    object: string;
    found_at: Generated<Date>;
    /** Ids of the newest comparison's records without a partner, and of those that may be there twice. */
    found: Json<unknown>;
  };
  sync_definitions: {
    tenant: string;
    object: string;
    side: string;
    outcome: string;
    asked_at: At;
    /** As they were last answered; null where they never were. */
    definitions: ColumnType<unknown, string | null, string>;
  };
  /** Fields that are not compared and not written, by the side that has made them so. */
  sync_fields_aside: {
    tenant: string;
    object: string;
    field: string;
    side: string;
    why: string;
    /** Options that are gone. */
    lost: Json<unknown>;
    /** The map's, as it failed. */
    expression: string | null;
    /** Right again: it is compared once before it flows. */
    is_returning: Generated<boolean>;
    since: At;
  };
  sync_list_marks: { tenant: string; object: string; side: string; marks: Json<unknown>; kept_at: Generated<Date> };
  sync_read_pages: {
    tenant: string;
    object: string;
    run: string;
    side: string;
    place: string;
    page: string;
    read_at: At;
  };
  sync_told: { tenant: string; object: string; side: string; vendor_id: string; told_at: At };
  sync_makings: {
    tenant: string;
    object: string;
    /** Where the record is already. */
    side: string;
    source_id: string;
    key: string;
    is_sent: Generated<boolean>;
    sends: Generated<number>;
    is_approved: boolean;
    pending: string | null;
    waits: Generated<number>;
    wanted_at: Generated<Date>;
    due_at: ColumnType<Date, Date | undefined, Date>;
  };
  new_customers: {
    tenant: string;
    company_id: string;
    deal_id: string;
    won_at: At;
    begun_at: Generated<Date>;
    /** In the helpdesk; null until the company is there. */
    organization_id: ColumnType<string | null, never, string>;
    contacts: number;
    /** When everything that is done for it by itself was done. */
    made_at: ColumnType<Date | null, never, Date>;
  };
  onboarding_steps: {
    tenant: string;
    company_id: string;
    n: number;
    step: string;
    due_at: At;
    done_at: ColumnType<Date | null, never, Date | null>;
    done_by: ColumnType<string | null, never, string | null>;
  };
  /** Empty: `object`, `side` and `detail` of what has none. */
  sync_figures: {
    tenant: string;
    hour: At;
    object: string;
    name: string;
    side: string;
    detail: string;
    n: ColumnType<string, number, number>;
  };
  /** `erasure`: one a person, of whom there are several marks. */
  sync_erasures: { tenant: string; object: string; mark: string; erasure: string; erased_at: Generated<Date> };
  sync_alarms: { tenant: string; alarm: string; object: string; side: string; since: At };
  sync_counts: { tenant: string; hour: At; object: string; because: string; n: number };
}
