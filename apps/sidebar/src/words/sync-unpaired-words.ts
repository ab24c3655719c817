import type { Pair } from './status-words.ts';
import type { syncUnpairedEn } from './sync-unpaired-en.ts';

type Same<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : T[K] extends readonly string[] ? Pair : Same<T[K]>;
};

/** English decides which words there are. */
export type SyncUnpairedWords = Same<typeof syncUnpairedEn>;
