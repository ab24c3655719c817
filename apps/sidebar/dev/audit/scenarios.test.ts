import { AuditPage } from '@sidelight/shared/audit/audit-page.ts';
import { expect, it } from 'vitest';
import { auditEn } from '../../src/words/audit-en.ts';
import { auditScenarios } from './scenarios.ts';

it.each(Object.entries(auditScenarios))('%s keeps to the contract, and each of its rows has words', (_, { page }) => {
  const { items } = AuditPage.parse(page());
  expect(items.map(({ action }) => action).filter((action) => !(action in auditEn.action))).toEqual([]);
});
