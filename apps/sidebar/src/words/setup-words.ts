import type { setupEn } from './setup-en.ts';
import type { SetupSentences } from './setup-sentences.ts';
import type { Pair } from './status-words.ts';

type Same<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : T[K] extends Pair ? Pair : Same<T[K]>;
};

/** Every word of the setup page in one language. English decides which there are. */
export type SetupWords = Same<typeof setupEn>;

/** All that the setup page says in one language. */
export type SetupSay = SetupWords & SetupSentences;
