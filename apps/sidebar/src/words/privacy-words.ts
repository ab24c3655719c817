import type { privacyEn } from './privacy-en.ts';

type Same<T> = { readonly [K in keyof T]: T[K] extends string ? string : Same<T[K]> };

/** English decides which words there are. */
export type PrivacyWords = Same<typeof privacyEn>;
