import { z } from 'zod';
import { Person } from '../privacy/person.ts';
import type { Erasure, StepReceipt } from '../privacy/ports.ts';

const at = z.date().transform((date) => date.toISOString());
const orNone = <T>(schema: z.ZodType<T>) => schema.nullable().transform((value) => value ?? undefined);

const ErasureRow = z.object({
  id: z.string(),
  cause: z.enum(['command_line', 'page', 'helpdesk', 'crm']),
  ...{ asked_by: z.string(), asked_at: at },
  state: z.enum(['waiting', 'running', 'settling', 'held_elsewhere', 'done']),
  ...{ person: orNone(Person), ended_at: orNone(at), backups_until: orNone(at) },
});

export function erasureOf(row: unknown): Erasure {
  const { id, cause, state, person, ...rest } = ErasureRow.parse(row);
  return {
    ...{ id, cause, state, person, askedBy: rest.asked_by, askedAt: rest.asked_at },
    ...{ endedAt: rest.ended_at, backupsUntil: rest.backups_until },
  };
}

const ReceiptRow = z.object({
  place: z.string(),
  state: z.enum(['done', 'failed', 'elsewhere']),
  ...{ n: z.coerce.number().int(), at, tries: z.int() },
  ...{ reason: orNone(z.string()), owner: orNone(z.string()), ref: orNone(z.string()) },
});

export const receiptOf = (row: unknown): StepReceipt => ReceiptRow.parse(row);
