/** Of each text the blanks it has, for tests: two languages must have the same. */
export const blanks = (words: object): unknown =>
  Object.fromEntries(
    Object.entries(words).map(([key, value]) => [
      key,
      typeof value === 'string' ? (value.match(/\{\w+\}/g) ?? []).sort() : blanks(value),
    ]),
  );
