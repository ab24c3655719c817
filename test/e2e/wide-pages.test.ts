import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditPage } from '../../apps/sidebar/dev/audit/show.ts';
import type { WidePage } from '../../apps/sidebar/dev/examine-page.ts';
import { privacyPage } from '../../apps/sidebar/dev/privacy/show.ts';
import { serveScenarios } from '../../apps/sidebar/dev/serve.ts';
import { setupPage } from '../../apps/sidebar/dev/setup/show.ts';
import { statusPage, topBarPage } from '../../apps/sidebar/dev/status/show.ts';
import { syncPage } from '../../apps/sidebar/dev/sync/show.ts';
import { launchBrowser } from './launch-browser.ts';
import { faultsAtTwice, faultsInForcedColors } from './reader-settings.ts';

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

const PAGES: readonly WidePage[] = [statusPage, topBarPage, setupPage, syncPage, auditPage, privacyPage];

/** The popover of the top bar is as wide as the helpdesk makes it. */
const widthOf = (of: WidePage) => (of === topBarPage ? 640 : 1280);

async function faultsIn(of: WidePage, scenario: string, look: (page: Page) => Promise<readonly string[]>) {
  const context = await browser.newContext({
    viewport: { width: widthOf(of), height: 900 },
    reducedMotion: 'reduce',
    forcedColors: 'active',
  });
  const page = await context.newPage();
  await of.show(page, `${served.url}/zaf/${of.location ?? 'nav_bar'}?scenario=${scenario}`, scenario);
  const found = await look(page);
  await context.close();
  return found.map((fault) => `${of.name} ${scenario}: ${fault}`);
}

describe.each(PAGES.map((page) => [page.name, page] as const))('%s', (_, of) => {
  it.each(of.scenarios)('%s is read at 200 percent and with the reader’s own colors', async (scenario) => {
    const look = async (page: Page) => [
      ...(await page.evaluate(faultsInForcedColors)),
      ...(await page.evaluate(faultsAtTwice)),
    ];
    expect(await faultsIn(of, scenario, look)).toEqual([]);
  });
});
