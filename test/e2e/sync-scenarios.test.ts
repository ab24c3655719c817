import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { examinePage, isAxeAsked } from '../../apps/sidebar/dev/examine-page.ts';
import { serveScenarios } from '../../apps/sidebar/dev/serve.ts';
import { syncScenarios } from '../../apps/sidebar/dev/sync/scenarios.ts';
import { syncPage } from '../../apps/sidebar/dev/sync/show.ts';
import { syncDe } from '../../apps/sidebar/src/words/sync-de.ts';
import { syncEn } from '../../apps/sidebar/src/words/sync-en.ts';
import { launchBrowser } from './launch-browser.ts';

let browser: Browser;
let served: Awaited<ReturnType<typeof serveScenarios>>;
let axe: string;
beforeAll(async () => {
  served = await serveScenarios(0);
  browser = await launchBrowser();
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});
afterAll(async () => {
  await browser.close();
  served.server.closeAllConnections();
  served.server.close();
});

const looks = Object.keys(syncScenarios).flatMap((scenario) => [
  { scenario, width: 1000, scheme: 'light' } as const,
  { scenario, width: 320, scheme: 'dark' } as const,
]);

it.each(looks)(
  '$scenario at $width, $scheme: axe finds nothing, and nothing is wider than the window',
  async (look) => {
    const isAsked = isAxeAsked(syncPage.scenarios, look);
    const { axe: found, isWide } = await examinePage(syncPage, { browser, url: served.url, axe }, look, isAsked);
    expect({ found, isWide }).toEqual({ found: [], isWide: false });
  },
);

it('in German no English sentence stands there', async () => {
  const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
  await syncPage.show(page, `${served.url}/zaf/nav_bar?scenario=sync-german`, 'sync-german');
  const text = ((await page.locator('main').textContent()) ?? '').replace(/\s+/g, ' ');
  await page.close();
  expect(text).toContain('5 Entscheidungen warten auf Sie.');
  const fragments = (words: object): string[] =>
    Object.values(words).flatMap((one) =>
      typeof one === 'string' ? one.split(/\{\w+\}/).map((part) => part.trim()) : fragments(one),
    );
  const german = new Set(fragments(syncDe));
  const english = fragments(syncEn).filter((part) => part.includes(' ') && part.length > 8 && !german.has(part));
  expect(english.filter((part) => text.includes(part))).toEqual([]);
});
