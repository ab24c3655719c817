/** Stored rows that could not be read and were left out: how many, for whoever looks at the report. */
export interface Damage {
  found(row: { readonly table: string; readonly row: string }): void;
  count(): number;
}

/** A row is counted until it has not been met for this long: repaired, or swept away. */
const REMEMBER_MS = 3_600_000;
/** Past it every row counts as new again; so many are a broken table, not a broken row. */
const MAX = 10_000;

/** `onNew` is told of each row once, by its table alone. */
export function createDamage(onNew: (table: string) => void, now: () => number): Damage {
  const seenMs = new Map<string, number>();
  return {
    found({ table, row }) {
      const key = `${table}|${row}`;
      if (!seenMs.has(key)) onNew(table);
      if (seenMs.size >= MAX) seenMs.clear();
      seenMs.set(key, now());
    },
    count() {
      for (const [key, atMs] of seenMs) if (now() - atMs > REMEMBER_MS) seenMs.delete(key);
      return seenMs.size;
    },
  };
}
