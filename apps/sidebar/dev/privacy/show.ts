import type { WidePage } from '../examine-page.ts';
import { privacyScenarios } from './scenarios.ts';

export const privacyPage: WidePage = {
  name: 'privacy',
  scenarios: Object.keys(privacyScenarios),
  async show(page, address, scenario) {
    const next = privacyScenarios[scenario]?.next;
    await page.goto(`${address}#tab=privacy`);
    await page.waitForSelector('.privacy h1');
    if (next === 'look_up' || next === 'ask') {
      await page.fill('.privacy form input', 'dana.reyes@northwind.example');
      await page.click('.privacy form button');
      await page.waitForTimeout(300);
    }
    if (next === 'ask') await page.click('.privacy .buttons button:nth-child(2)');
    if (next === 'receipt') await page.click('.privacy .places li .link');
    await page.waitForTimeout(400);
  },
};
