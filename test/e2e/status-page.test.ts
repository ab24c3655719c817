import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examinePage, isAxeAsked, type PageLook, type WidePage } from '../../apps/sidebar/dev/examine-page.ts';
import { serveScenarios } from '../../apps/sidebar/dev/serve.ts';
import { statusPage, topBarPage } from '../../apps/sidebar/dev/status/show.ts';
import { launchBrowser } from './launch-browser.ts';

let browser: Browser;
let served: Awaited<ReturnType<typeof serveScenarios>>;
let axe: string;
beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  served = await serveScenarios(0);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  served.server.closeAllConnections();
  served.server.close();
});

const examine = async (page: WidePage, look: PageLook, isAsked = isAxeAsked(page.scenarios, look)) => {
  const { axe: found, isWide, texts } = await examinePage(page, { browser, url: served.url, axe }, look, isAsked);
  return { ...look, found, isWide, texts };
};
const clean = { found: [], isWide: false, texts: [] };

describe('the leads’ page', () => {
  it.each(statusPage.scenarios)('%s: axe finds nothing, nothing is too wide, no texts cross', async (scenario) => {
    for (const [width, scheme] of [
      [1284, 'light'],
      [320, 'dark'],
    ] as const)
      expect(await examine(statusPage, { scenario, width, scheme })).toMatchObject(clean);
  });

  it.each(['selected', 'two-bad', 'wide'])('%s: no label of the map crosses another', async (scenario) => {
    for (const width of [800, 1280])
      for (const locale of ['en', 'de'])
        expect(await examine(statusPage, { scenario, width, locale, scheme: 'light' }, false)).toMatchObject(clean);
  });
});

describe('the popover of the top bar', () => {
  it.each(topBarPage.scenarios)('%s: axe finds nothing, nothing is too wide, no texts cross', async (scenario) => {
    const scheme = topBarPage.scenarios.indexOf(scenario) % 2 === 0 ? 'light' : 'dark';
    expect(await examine(topBarPage, { scenario, width: 400, scheme }, true)).toMatchObject(clean);
  });
});
