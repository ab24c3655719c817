import { ownValue } from '@sidelight/shared/own-property.ts';
import { ReviewWhy } from '@sidelight/shared/sync/sync-parts.ts';
import type { Side } from './canonical/canon.ts';
import { waiting } from './decide/delivery.ts';
import { type FieldState, unknownField } from './field-state.ts';

/** Two records that stand for one, and what is known of their fields. */
export interface LinkedRecord {
  /** Ours. */
  readonly id: string;
  /** The vendors' own ids. */
  readonly left: string;
  readonly right: string;
  /** Nothing is written to it while a person has to decide about the whole of it. */
  readonly hold: ReviewWhy | undefined;
  readonly fields: Readonly<Record<string, FieldState>>;
}

export const StoredHold = ReviewWhy.nullable().transform((why) => why ?? undefined);

export const fieldOf = ({ fields }: LinkedRecord, field: string): FieldState =>
  ownValue(fields, field) ?? unknownField();

export const withField = (record: LinkedRecord, field: string, state: FieldState): LinkedRecord => ({
  ...record,
  fields: { ...record.fields, [field]: state },
});

/** Several records of one side stand for one of the other: a person has not said yet what becomes of it. */
export const isDouble = ({ hold }: Pick<LinkedRecord, 'hold'>): boolean => hold === 'two_users_one_contact';

/** This side is to hold something else than it does, which waits to be sent or is under way. */
export const isOpen = ({ hold, fields }: LinkedRecord, side: Side): boolean =>
  hold === undefined && Object.values(fields).some((state) => state[side].target !== undefined);

/** Something waits to be sent to this side. */
export const isDue = ({ hold, fields }: LinkedRecord, side: Side): boolean =>
  hold === undefined && Object.values(fields).some((state) => waiting(state, side) !== undefined);
