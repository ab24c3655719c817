/** A copy with something unknown in every object: what a vendor may add any day. */
export function withExtras(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withExtras);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withExtras(inner)]));
  return { ...copy, zz_new_this_year: 'surprise' };
}

/** A copy without what is at `path` (`users.0.name`). Throws when there is nothing there to leave out. */
export function without(value: unknown, path: string): unknown {
  const copy: unknown = structuredClone(value);
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  let at: unknown = copy;
  for (const step of steps) at = (at as Record<string, unknown> | undefined)?.[step];
  // Only plain JSON comes in here.
  const holder = at as Record<string, unknown> | undefined;
  if (!holder || !(last in holder)) throw new Error(`the fixture has nothing at ${path}`);
  delete holder[last];
  return copy;
}

/** Every place in a value, as steps: `issues.0.key`. */
export const placesIn = (value: unknown, above: readonly string[] = []): string[][] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, inner]) => [[...above, name], ...placesIn(inner, [...above, name])]);

/** A copy with something else at a place. */
export function replaced(value: unknown, [step, ...rest]: readonly string[], by: unknown): unknown {
  if (step === undefined) return by;
  if (Array.isArray(value)) return value.map((inner, i) => (String(i) === step ? replaced(inner, rest, by) : inner));
  // Only plain JSON comes in here, and only places that are there.
  const holder = value as Record<string, unknown>;
  return { ...holder, [step]: replaced(holder[step], rest, by) };
}

export function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}

/** All that an error would tell a log: its messages and those behind it. */
export function told(error: unknown): string {
  const parts: string[] = [];
  for (let at = error; at !== undefined && at !== null; ) {
    parts.push(at instanceof Error ? `${at.name} ${at.message}` : String(at));
    at = at instanceof Error ? at.cause : undefined;
  }
  return parts.join('\n');
}
