import type { ColumnType, Generated } from 'kysely';

type Json<T> = ColumnType<T, string, string>;
type At = ColumnType<Date, Date | string, Date | string>;

/** The tables of erasures. */
export interface PrivacySchema {
  erasures: {
    tenant: string;
    id: string;
    cause: string;
    asked_by: string;
    asked_at: Generated<Date>;
    state: Generated<string>;
    /** Whom it is about, for as long as something of them is here. */
    person: ColumnType<unknown, string | null, string | null>;
    /** When it was last put in line. */
    checked_at: Generated<Date>;
    ended_at: ColumnType<Date | null, never, Date>;
    backups_until: ColumnType<Date | null, never, Date>;
    reason: ColumnType<string | null, string | undefined, string | null>;
    /** When they are erased, where they can be restored until then. */
    due_at: ColumnType<Date | null, Date | undefined, Date | null>;
  };
  /** Receipts, and findings where a copy could not be reached. */
  erasure_steps: {
    tenant: string;
    erasure: string;
    place: string;
    state: string;
    n: ColumnType<string, number, number>;
    at: Generated<Date>;
    tries: Generated<number>;
    reason: string | null;
    owner: string | null;
    ref: string | null;
  };
  /** Those that may remember somebody. */
  processes: { process: string; seen_at: Generated<Date> };
  forgotten_tenants: {
    tenant: string;
    forgotten_at: Generated<Date>;
    asked_by: string;
    erased: Json<unknown>;
    backups_until: At;
    /** Null while it is under way, or was cut off. */
    done_at: ColumnType<Date | null, never, Date | null>;
  };
}
