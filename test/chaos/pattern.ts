/** For Vitest: names that hold all of these words, in any order. */
export const patternOf = (words: string): string =>
  `^${words
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => `(?=.*(?<!\\w)${RegExp.escape(word)}(?!\\w))`)
    .join('')}`;
