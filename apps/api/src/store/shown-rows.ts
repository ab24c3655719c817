import { Value } from '@sidelight/shared/context/value.ts';
import type { ShownAnswer } from '../health/ports.ts';

export interface ShownRow {
  readonly ticket_id: string;
  readonly field: string;
  readonly system: string;
  readonly shown: unknown;
  readonly shown_at: Date;
  readonly answered_at: Date | null;
  readonly answered_by: string | null;
}

export const keyOfShown = ({ ticket_id, field }: Pick<ShownRow, 'ticket_id' | 'field'>) => `${ticket_id}|${field}`;

export const answerOf = (row: ShownRow): ShownAnswer => ({
  ...{ ticketId: row.ticket_id, field: row.field, system: row.system, shown: Value.nullable().parse(row.shown) },
  shownAt: new Date(row.shown_at).toISOString(),
  answeredAt: row.answered_at === null ? undefined : new Date(row.answered_at).toISOString(),
  answeredBy: row.answered_by ?? undefined,
});
