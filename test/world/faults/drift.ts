/**
 * The same answer after an unannounced vendor change: texts are wrapped, numbers become texts,
 * lists move into an object. Loud everywhere, so that no reader mistakes it for "nothing there".
 */
export function drift(value: unknown): unknown {
  if (Array.isArray(value)) return { items: value.map(drift) };
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, drift(inner)]));
  }
  if (typeof value === 'string') return { value };
  if (typeof value === 'number') return String(value);
  return value;
}
