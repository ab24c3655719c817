import type { FieldCodec } from './codec.ts';
import type { Because, Decision } from './decide/decision.ts';
import type { FieldState } from './field-state.ts';
import { fieldOf, type LinkedRecord, withField } from './linked-record.ts';
import type { NewReview, SyncTransaction } from './ports.ts';

/** What came of decisions about records, gathered so that it is stored at once. */
export interface Consequences {
  readonly reviews: NewReview[];
  readonly settled: { readonly record: string; readonly field: string }[];
  readonly because: Because[];
}
export const noConsequences = (): Consequences => ({ reviews: [], settled: [], because: [] });

/** The record after a decision about one of its fields. */
export function taken(
  record: LinkedRecord,
  { id: field }: Pick<FieldCodec, 'id'>,
  decision: Decision,
  into: Consequences,
): LinkedRecord {
  const before = fieldOf(record, field);
  const { next, review, because } = decision;
  into.because.push(because);
  // One that is held already has its item: only what it shows has changed.
  if (review) into.reviews.push({ record: record.id, field, ...review });
  if (isReleased(before, next)) into.settled.push({ record: record.id, field });
  return withField(record, field, next);
}

const isReleased = (before: FieldState, next: FieldState): boolean =>
  before.held !== undefined && next.held === undefined;

export async function storeConsequences(
  tx: SyncTransaction,
  { reviews, settled, because }: Consequences,
): Promise<void> {
  for (const { record, field } of settled) await tx.close(record, field);
  await tx.open(reviews);
  await tx.count(because);
}
