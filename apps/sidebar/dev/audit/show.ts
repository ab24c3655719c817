import type { WidePage } from '../examine-page.ts';
import { auditScenarios } from './scenarios.ts';

export const auditPage: WidePage = {
  name: 'audit',
  scenarios: Object.keys(auditScenarios),
  async show(page, address, scenario) {
    await page.goto(`${address}#tab=audit`);
    await page.waitForSelector('.audit h1');
    await page.waitForTimeout(400);
    if (scenario !== 'audit-person') return;
    await page.locator('.audit ol button.link').first().click();
    await page.getByRole('button', { name: 'End all sessions of user 7001' }).click();
  },
};
