import type { WidePage } from '../examine-page.ts';
import { statusScenarios } from './scenarios.ts';

/** Longer than the stream may be silent. */
const SILENCE_MS = 26_000;

export const statusPage: WidePage = {
  name: 'status',
  scenarios: Object.keys(statusScenarios),
  async show(page, address, scenario) {
    const { isSilent, open = [] } = statusScenarios[scenario] ?? {};
    if (isSilent) await page.clock.install();
    await page.goto(address);
    await page.waitForSelector('main');
    await page.waitForTimeout(400);
    if (isSilent) await page.clock.runFor(SILENCE_MS);
    for (const selector of open) await page.click(selector);
    await page.waitForTimeout(200);
  },
};

/** The popover has neither map nor lists. */
export const topBarPage: WidePage = {
  name: 'top-bar',
  location: 'top_bar',
  scenarios: ['well', 'billing-down', 'wrong-german', 'two-bad', 'planned', 'not-live', 'agent', 'expired', 'reading'],
  show: statusPage.show,
};
