/** Well-formed, on time, and not true: nothing but a known truth can tell. */
export function lie(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((inner) => (Array.isArray(inner) ? inner.map(wrongCell) : lie(inner)));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, wrong(key, inner) ?? lie(inner)]);
  const lied = Object.fromEntries(entries);
  return 'amount_remaining' in lied ? { ...lied, amount_remaining: lied.amount_due, amount_paid: 0 } : lied;
}

/** A row of a table has no names to go by. */
const wrongCell = (cell: unknown): unknown => (typeof cell === 'number' ? 2 * cell + 1 : lie(cell));

const states: Readonly<Record<string, string>> = { active: 'past_due', paid: 'open' };

function wrong(key: string, value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (key === 'name' || key === 'summary') return `${value} (somebody else)`;
  return key === 'status' ? states[value] : undefined;
}
