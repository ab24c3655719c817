import type { WidePage } from '../examine-page.ts';
import { syncScenarios } from './scenarios.ts';

export const syncPage: WidePage = {
  name: 'sync',
  scenarios: Object.keys(syncScenarios),
  async show(page, address, scenario) {
    await page.goto(`${address}#tab=sync`);
    await page.waitForSelector('.sync h1');
    await page.waitForTimeout(300);
    for (const step of syncScenarios[scenario]?.steps ?? []) await page.click(step);
    await page.waitForTimeout(400);
  },
};
