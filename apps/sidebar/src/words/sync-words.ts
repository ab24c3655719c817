import type { Pair } from './status-words.ts';
import type { syncEn } from './sync-en.ts';

type Same<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : T[K] extends readonly string[] ? Pair : Same<T[K]>;
};

/** Every word of the Sync page in one language. English decides which there are. */
export type SyncWords = Same<typeof syncEn>;
