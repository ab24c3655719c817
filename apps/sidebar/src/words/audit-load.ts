import type { AuditWords } from './audit-words.ts';

/** The reader's language and no other is fetched. English stands in when it cannot be had. */
export async function loadAuditWords(locale: string): Promise<AuditWords> {
  const english = () => import('./audit-en.ts').then(({ auditEn }) => auditEn);
  if (!/^de\b/i.test(locale)) return english();
  return import('./audit-de.ts').then(({ auditDe }) => auditDe, english);
}
