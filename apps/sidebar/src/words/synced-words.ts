import type { syncedEn } from './synced-en.ts';

type Same<T> = { readonly [K in keyof T]: T[K] extends string ? string : Same<T[K]> };

/** What is said beside a ticket of fields that both sides hold. English decides which words there are. */
export type SyncedWords = Same<typeof syncedEn>;
