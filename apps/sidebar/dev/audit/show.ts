import type { WidePage } from '../examine-page.ts';
import { auditScenarios } from './scenarios.ts';

export const auditPage: WidePage = {
  name: 'audit',
  scenarios: Object.keys(auditScenarios),
  async show(page, address) {
    await page.goto(`${address}#tab=audit`);
    await page.waitForSelector('.audit h1');
    await page.waitForTimeout(400);
  },
};
