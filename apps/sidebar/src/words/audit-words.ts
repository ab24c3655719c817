import type { auditEn } from './audit-en.ts';

type Same<T> = { readonly [K in keyof T]: T[K] extends string ? string : Same<T[K]> };

/** English decides which words there are. */
export type AuditWords = Same<typeof auditEn>;
