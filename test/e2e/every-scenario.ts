import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { examinePage, isAxeAsked, type PageLook, type WidePage } from '../../apps/sidebar/dev/examine-page.ts';
import { serveScenarios } from '../../apps/sidebar/dev/serve.ts';
import { launchBrowser } from './launch-browser.ts';

/** Wide and light, narrow and dark. */
const LOOKS = [
  { width: 1284, scheme: 'light' },
  { width: 320, scheme: 'dark' },
] as const;

/** Each scenario of a page in which axe finds something, anything is wider than the window, or texts cross or are squeezed. */
export async function wrongIn(page: WidePage) {
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const { url, server } = await serveScenarios(0);
  const browser = await launchBrowser();
  const looks: readonly PageLook[] = page.scenarios.flatMap((scenario) => LOOKS.map((look) => ({ scenario, ...look })));
  const bad = [];
  try {
    for (const look of looks) {
      const isAsked = isAxeAsked(page.scenarios, look);
      const { axe: found, isWide, texts } = await examinePage(page, { browser, url, axe }, look, isAsked);
      if (found.length > 0 || isWide || texts.length > 0) bad.push({ look, found, isWide, texts });
    }
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
  return bad;
}
