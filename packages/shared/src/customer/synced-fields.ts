import { z } from 'zod';
import { SyncObjectId, SyncType } from '../map/sync.ts';
import { bySide, ShownValue, SyncSide } from '../sync/sync-parts.ts';
import { Onboarding } from './onboarding.ts';

export type SyncedValue = ShownValue;

const named = { id: z.string(), label: z.string(), type: SyncType };

/** One field that the CRM and the helpdesk both hold, of the customer on a ticket. */
export const SyncedField = z.discriminatedUnion('state', [
  z.strictObject({
    ...named,
    state: z.literal('agreed'),
    value: ShownValue,
    /** Sides that are about to get it. */
    waiting: z.array(SyncSide),
    /** Sides that did not take it. */
    refused: z.array(SyncSide),
    /** Whoever asks may put another value in its place. */
    canCorrect: z.boolean(),
    /** Of a list of codes: those there are. */
    codes: z.array(z.string()).optional(),
  }),
  /** Both sides changed it, or never agreed: a person decides. */
  z.strictObject({
    ...named,
    state: z.literal('waits'),
    ...bySide(ShownValue).shape,
    since: z.string(),
    owner: z.string(),
  }),
]);
export type SyncedField = z.infer<typeof SyncedField>;

/** One kind of record, with those of its fields that can be corrected, or that wait for a person. */
export const SyncedRecord = z.strictObject({
  object: SyncObjectId,
  label: z.string(),
  fields: z.array(SyncedField),
});
export type SyncedRecord = z.infer<typeof SyncedRecord>;

/** `GET /v1/tickets/:ticket/fields`: nothing of a kind of record that is not switched on. */
export const TicketFields = z.strictObject({
  /** What people call the two sides. */
  systems: bySide(z.string()),
  records: z.array(SyncedRecord),
  /** Of these an agent may correct some, and who asks is a light one. */
  isLight: z.literal(true).optional(),
  /** Of a new customer, while something is to be done for it or was a few days ago. */
  onboarding: Onboarding.optional(),
});
export type TicketFields = z.infer<typeof TicketFields>;

/** `POST /v1/tickets/:ticket/fields`. `seen`: the value that is to be replaced. */
export const CorrectRequest = z.strictObject({
  object: SyncObjectId,
  field: z.string().max(100),
  /** As the CRM would spell it. */
  value: z.string().max(5000),
  seen: ShownValue,
});
export type CorrectRequest = z.infer<typeof CorrectRequest>;

/** `POST /v1/tickets/:ticket/fields/undo` */
export const CorrectUndoRequest = z.strictObject({ id: z.uuid() });
export type CorrectUndoRequest = z.infer<typeof CorrectUndoRequest>;

/** `id`: by which it can be undone. `field`: as it stands now. */
export const CorrectAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('done'), id: z.string(), field: SyncedField }),
  z.strictObject({
    kind: z.literal('refused'),
    /** `changed`: it is another one by now than what was seen. */
    why: z.enum(['not_offered', 'not_a_value', 'changed', 'waits', 'too_late']),
    field: SyncedField.optional(),
  }),
]);
export type CorrectAnswer = z.infer<typeof CorrectAnswer>;
