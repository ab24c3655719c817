/** What stands at this place of parsed YAML; undefined when nothing does. */
export function valueAt(value: unknown, [first, ...rest]: readonly (string | number)[]): unknown {
  if (first === undefined) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  return valueAt(new Map(Object.entries(value)).get(String(first)), rest);
}
