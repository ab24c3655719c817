import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WidePage } from '../../apps/sidebar/dev/examine-page.ts';
import { serveScenarios } from '../../apps/sidebar/dev/serve.ts';
import { setupPage } from '../../apps/sidebar/dev/setup/show.ts';
import { statusPage } from '../../apps/sidebar/dev/status/show.ts';
import { launchBrowser } from './launch-browser.ts';

let browser: Browser;
let served: Awaited<ReturnType<typeof serveScenarios>>;
beforeAll(async () => {
  served = await serveScenarios(0);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  served.server.closeAllConnections();
  served.server.close();
});

const PAGES: readonly (readonly [name: string, page: WidePage, scenario: string])[] = [
  ['the leads’ page in an outage', statusPage, 'lists'],
  ['the leads’ page with a plan', statusPage, 'declare'],
  ['setup with what blocks', setupPage, 'setup-blocked'],
  ['setup with a test that failed', setupPage, 'setup-failed'],
];

async function show(page: Page, of: WidePage, scenario: string): Promise<void> {
  await of.show(page, `${served.url}/zaf/nav_bar?scenario=${scenario}`, scenario);
}

describe.each(PAGES)('%s', (_, of, scenario) => {
  it('can be read at 200 %: nothing is beyond the edge, and nothing but the map scrolls sideways', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await show(page, of, scenario);
    const seen = await page.evaluate(() => {
      document.documentElement.style.zoom = '2';
      const room = document.documentElement.clientWidth;
      const beyond = [...document.querySelectorAll('main *:not(.sr, .sr *, svg *, .drawing *)')]
        .filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > room + 1)
        .filter((element) => !element.closest('.drawing, .sideways'))
        .map((element) => `${element.tagName} ${element.className} ${element.textContent?.slice(0, 40)}`);
      return { beyond, isWide: document.documentElement.scrollWidth > innerWidth };
    });
    expect(seen).toEqual({ beyond: [], isWide: false });
    await context.close();
  });

  it('shows what is a link, a button and a field with the reader’s own colors', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, forcedColors: 'active' });
    const page = await context.newPage();
    await show(page, of, scenario);
    const plain = await page.evaluate(() => {
      const isSeen = (element: Element) => element.checkVisibility() && !element.closest('.sr');
      const isLined = (element: Element) => {
        const { textDecorationLine, borderTopStyle, borderTopWidth } = getComputedStyle(element);
        return textDecorationLine.includes('underline') || (borderTopStyle !== 'none' && borderTopWidth !== '0px');
      };
      return [...document.querySelectorAll('main :is(a[href], .link, .btn, input:not([type]), select, textarea)')]
        .filter((element) => isSeen(element) && !isLined(element))
        .map((element) => element.outerHTML.slice(0, 120));
    });
    expect(plain).toEqual([]);
    // Which step, tower or system is meant shows without a color of ours.
    const meant = page.locator('.tab[aria-selected=true], [role=tab][aria-selected=true]').first();
    expect(await meant.evaluate((tab) => getComputedStyle(tab).borderBottomStyle)).not.toBe('none');
    await context.close();
  });
});
