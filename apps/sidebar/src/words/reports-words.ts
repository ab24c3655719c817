import type { reportsEn } from './reports-en.ts';

/** English decides which words there are. */
export type ReportsWords = { readonly [K in keyof typeof reportsEn]: string };
