import type { statusEn } from './status-en.ts';

/** For one, and for any other number. */
export type Pair = readonly [one: string, many: string];

type Same<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : T[K] extends Pair ? Pair : Same<T[K]>;
};

/** Every word of the status page in one language. English decides which there are. */
export type StatusWords = Same<typeof statusEn>;
