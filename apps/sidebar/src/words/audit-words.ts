import type { AuditAction, AuditGroup } from '@sidelight/shared/audit/audit-actions.ts';
import type { auditEn } from './audit-en.ts';

type Same<T> = { readonly [K in keyof T]: T[K] extends string ? string : Same<T[K]> };

/** English decides which words there are, but for what can stand in the audit: that has a word each. */
export type AuditWords = Same<Omit<typeof auditEn, 'action' | 'groups'>> & {
  readonly action: Readonly<Record<AuditAction, string>>;
  readonly groups: Readonly<Record<AuditGroup, string>>;
};
