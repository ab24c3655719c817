import type { SyncedField, SyncedRecord, SyncedValue, TicketFields } from '@sidelight/shared/customer/synced-fields.ts';

export type AgreedField = Extract<SyncedField, { state: 'agreed' }>;

/** A field of a kind of record: `contact.phone`. */
export interface Place {
  readonly object: SyncedRecord['object'];
  readonly id: string;
}
export const keyOf = ({ object, id }: Place): string => `${object}.${id}`;
export const pencilId = (key: string): string => `pencil-${key}`;
export const inputId = (key: string): string => `input-${key}`;
export const waitsId = (key: string): string => `waits-${key}`;
export const stepId = (step: string): string => `step-${step}`;

/** Why what was typed was not saved. */
export type EditTrouble =
  | { readonly kind: 'not_a_value' | 'not_offered' | 'broken' }
  /** It is another value by now. */
  | { readonly kind: 'changed'; readonly field: AgreedField };

/** The one value that is being put right. */
export interface Edit {
  readonly key: string;
  readonly text: string;
  /** What stands there, and is to be replaced. */
  readonly seen: SyncedValue;
  readonly isSaving: boolean;
  readonly trouble?: EditTrouble;
}

/** What became of the last value that was put right, and how to take it back. */
interface Saved {
  readonly key: string;
  readonly id: string;
  readonly state: 'saved' | 'undoing' | 'undone' | 'not_undone' | 'broken';
}

/** The step that was ticked last. */
interface Ticked {
  readonly step: string;
  readonly state: 'saving' | 'done' | 'failed';
}

export interface SyncedState {
  /** Undefined while none is on screen that could be asked about. */
  readonly ticketId: string | undefined;
  readonly answer: TicketFields | undefined;
  readonly edit: Edit | undefined;
  readonly saved: Saved | undefined;
  readonly ticked: Ticked | undefined;
  /** Where the keyboard goes once it is drawn. */
  readonly focus: string | undefined;
}

export const firstSynced = (ticketId: string | undefined): SyncedState => ({
  ...{ ticketId, answer: undefined, edit: undefined, saved: undefined, ticked: undefined, focus: undefined },
});

/** With one field as it stands now. */
export function withField(answer: TicketFields, { object, id }: Place, field: SyncedField): TicketFields {
  const records = answer.records.map((record) =>
    record.object === object
      ? { ...record, fields: record.fields.map((one) => (one.id === id ? field : one)) }
      : record,
  );
  return { ...answer, records };
}
