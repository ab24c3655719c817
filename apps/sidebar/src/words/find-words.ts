import type { findEn } from './find-en.ts';

type Same<T> = { readonly [K in keyof T]: T[K] extends string ? string : Same<T[K]> };

/** English decides which words there are. */
export type FindWords = Same<typeof findEn>;
