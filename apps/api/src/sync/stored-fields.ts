import { z } from 'zod';
import { FieldState, type SideState } from './field-state.ts';

/** What is known of a record's fields, as it is stored. */
export const StoredFields = z.record(z.string(), FieldState);
type StoredFields = z.input<typeof StoredFields>;

/**
 * In the form in which it is stored: what reading fills in again is left out. Most fields have no writes of late, and three
 * empty lists are a third of such a field; a record is written three times for an edit.
 */
export const storedFields = (fields: Readonly<Record<string, FieldState>>): StoredFields =>
  Object.fromEntries(
    Object.entries(fields).map(([field, { left, right, rounds, ...state }]) => [
      field,
      { ...state, left: storedSide(left), right: storedSide(right), ...(rounds.length > 0 && { rounds }) },
    ]),
  );

const storedSide = ({ sent, ...side }: SideState): z.input<typeof FieldState>['left'] =>
  sent.length > 0 ? { ...side, sent } : side;
