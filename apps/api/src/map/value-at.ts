/** What stands at this place of parsed YAML; undefined when nothing does. */
export function valueAt(value: unknown, [first, ...rest]: readonly (string | number)[]): unknown {
  if (first === undefined) return value;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, first)) return undefined;
  // Its own key, seen just now.
  return valueAt((value as Readonly<Record<string, unknown>>)[first], rest);
}
