/** The value as a bag of unknown values, when it is one. */
export function recordOf(value: unknown): Record<string, unknown> | undefined {
  // Guaranteed by the test before it: a non-null object that is no array.
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
