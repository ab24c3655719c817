import type { setupPartsEn } from './setup-parts-en.ts';

type Same<T> = {
  readonly [K in keyof T]: K extends 'language' ? 'en' | 'de' : T[K] extends string ? string : Same<T[K]>;
};

/** English decides which words there are. */
export type SetupPartsWords = Same<typeof setupPartsEn>;
