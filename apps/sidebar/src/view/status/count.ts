import type { Pair } from '../../words/status-words.ts';

export const noun = (n: number, [one, many]: Pair): string => (n === 1 ? one : many);

/** `1 ticket`, `41 tickets` */
export const count = (n: number, pair: Pair, write: (n: number) => string): string => `${write(n)} ${noun(n, pair)}`;
