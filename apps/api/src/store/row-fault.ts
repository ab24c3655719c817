/**
 * Classes of SQLSTATE that say a statement was refused for what it holds, and would be for ever: cardinality, data,
 * constraint, limit (https://www.postgresql.org/docs/current/errcodes-appendix.html).
 */
const CLASSES: ReadonlySet<string> = new Set(['21', '22', '23', '54']);

/** The rows are at fault, and not the connection: trying the same again is of no use. */
export function isRowFault(error: unknown): boolean {
  // What JSON cannot say (a cycle, a bigint) never got as far as the database.
  if (error instanceof TypeError || error instanceof RangeError) return true;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && code.length === 5 && CLASSES.has(code.slice(0, 2));
}

/**
 * Writes rows in one statement, or, where that is refused for what they hold, in halves down to the one that is
 * at fault: it is set aside, and all others are written. Only for writes that may be repeated in part.
 */
export async function writeApart<Row>(
  rows: readonly Row[],
  write: (rows: readonly Row[]) => Promise<void>,
  setAside: (row: Row, error: unknown) => void,
): Promise<void> {
  try {
    await write(rows);
  } catch (error) {
    if (!isRowFault(error)) throw error;
    const [only] = rows;
    if (only !== undefined && rows.length === 1) return setAside(only, error);
    const half = Math.ceil(rows.length / 2);
    await writeApart(rows.slice(0, half), write, setAside);
    await writeApart(rows.slice(half), write, setAside);
  }
}
