import { EraseReason, ErasureState } from '@sidelight/shared/privacy/erasure-receipt.ts';
import { z } from 'zod';
import { Person } from '../privacy/person.ts';
import type { Erasure, StepReceipt } from '../privacy/ports.ts';

const at = z.date().transform((date) => date.toISOString());
const orNone = <T>(schema: z.ZodType<T>) => schema.nullable().transform((value) => value ?? undefined);

const ErasureRow = z.object({
  id: z.string(),
  cause: z.enum(['command_line', 'page', 'helpdesk', 'crm']),
  ...{ asked_by: z.string(), asked_at: at },
  state: ErasureState,
  ...{ reason: orNone(EraseReason), due_at: orNone(at), checked_at: z.date() },
  ...{ person: orNone(Person), ended_at: orNone(at), backups_until: orNone(at) },
});

export function erasureOf(row: unknown): Erasure {
  const { id, cause, state, person, reason, ...rest } = ErasureRow.parse(row);
  return {
    ...{ id, cause, state, person, reason, dueAt: rest.due_at, nextAt: nextOf(state, rest.checked_at) },
    ...{ askedBy: rest.asked_by, askedAt: rest.asked_at },
    ...{ endedAt: rest.ended_at, backupsUntil: rest.backups_until },
  };
}

/** So many seconds after the last time it is looked at again, whatever came of that. */
export const AGAIN_S = {
  ...{ waiting: 3600, running: 3600, held_elsewhere: 3600 },
  // What was under way when something was erased has been written by then.
  settling: 60,
  // A restoration that nobody told of.
  restorable: 86_400,
} as const satisfies Record<Exclude<ErasureState, 'done'>, number>;

const nextOf = (state: ErasureState, checkedAt: Date): string | undefined =>
  state === 'done' ? undefined : new Date(checkedAt.getTime() + AGAIN_S[state] * 1000).toISOString();

const ReceiptRow = z.object({
  place: z.string(),
  state: z.enum(['done', 'failed', 'elsewhere']),
  ...{ n: z.coerce.number().int(), at, tries: z.int() },
  ...{ reason: orNone(z.string()), owner: orNone(z.string()), ref: orNone(z.string()) },
});

export const receiptOf = (row: unknown): StepReceipt => ReceiptRow.parse(row);
