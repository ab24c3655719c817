import { expect, it } from 'vitest';
import { auditDe } from './audit-de.ts';
import { auditEn } from './audit-en.ts';
import { loadAuditWords } from './audit-load.ts';
import { blanks } from './blanks.ts';

it('have the same blanks in both languages, and are of the reader’s', async () => {
  expect(blanks(auditDe)).toEqual(blanks(auditEn));
  expect(await loadAuditWords('de-AT')).toBe(auditDe);
  expect(await loadAuditWords('fr')).toBe(auditEn);
});
