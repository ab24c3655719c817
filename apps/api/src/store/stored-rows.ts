import { ZodError } from 'zod';

/** A row that no longer fits its schema and was left out. `row` is its key, and nothing of what stands in it. */
export interface DamagedRow {
  readonly table: string;
  readonly row: string;
}
export type OnDamaged = (damaged: DamagedRow) => void;

export const unheard: OnDamaged = () => {};

/** The rows that fit, in their order. One that does not is told of and left out: it takes no other with it. */
export function fitting<Row, T>(
  rows: readonly Row[],
  read: (row: Row) => T,
  about: { readonly table: string; keyOf(row: NoInfer<Row>): string },
  onDamaged: OnDamaged,
): T[] {
  return rows.flatMap((row) => {
    try {
      return [read(row)];
    } catch (error) {
      if (!(error instanceof ZodError)) throw error;
      onDamaged({ table: about.table, row: about.keyOf(row) });
      return [];
    }
  });
}
