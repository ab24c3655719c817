import type { WidePage } from '../examine-page.ts';
import { setupScenarios } from './scenarios.ts';

export const setupPage: WidePage = {
  name: 'setup',
  scenarios: Object.keys(setupScenarios),
  async show(page, address, scenario) {
    await page.goto(`${address}#tab=setup`);
    await page.waitForSelector('.setup h1');
    await page.waitForTimeout(300);
    for (const one of setupScenarios[scenario]?.steps ?? []) {
      if (typeof one === 'string') await page.click(one);
      else await page.fill(...one);
    }
    await page.waitForTimeout(400);
  },
};
