import type { ColumnType } from 'kysely';

type At = ColumnType<Date, Date | string, Date | string>;

/** The tables of what agents were shown and answered by. */
export interface ShownSchema {
  shown_answers: {
    tenant: string;
    ticket_id: string;
    field: string;
    system: string;
    shown: ColumnType<unknown, string | null, string | null>;
    shown_at: At;
    answered_at: ColumnType<Date | null, string | null, string | null>;
    answered_by: ColumnType<string | null, string | null | undefined, string | null>;
  };
  believed_answers: {
    tenant: string;
    ticket_id: string;
    field: string;
    system: string;
    shown: ColumnType<unknown, string, string>;
    shown_at: At;
    answered_at: ColumnType<Date | null, string | null, string | null>;
    answered_by: ColumnType<string | null, string | null | undefined, string | null>;
    doubted_in: ColumnType<string | null, never, string | null>;
  };
}
