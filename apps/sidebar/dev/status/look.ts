import type { Browser } from 'playwright-core';
import { statusScenarios } from './scenarios.ts';

/** One scenario of the page, at one width, in one scheme. */
export interface StatusLook {
  readonly scenario: string;
  readonly width: number;
  readonly scheme: 'light' | 'dark';
}

export interface StatusFound {
  readonly look: StatusLook;
  readonly axe: readonly string[];
  readonly errors: readonly string[];
  /** The page is wider than its window. */
  readonly isWide: boolean;
}

interface Tools {
  readonly browser: Browser;
  readonly url: string;
  readonly axe: string;
  readonly outDir: string;
}

interface AxeAnswer {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** Opens a scenario, takes its picture whole, and examines it. */
export async function examineStatus({ browser, url, axe, outDir }: Tools, look: StatusLook): Promise<StatusFound> {
  const { scenario, width, scheme } = look;
  const page = await browser.newPage({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
  try {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    const { isSilent, open = [] } = statusScenarios[scenario] ?? {};
    if (isSilent) await page.clock.install();
    await page.goto(`${url}/zaf/nav_bar?scenario=${scenario}&colorScheme=${scheme}`);
    await page.waitForSelector('main');
    await page.waitForTimeout(400);
    if (isSilent) await page.clock.runFor(26_000);
    for (const selector of open) await page.click(selector);
    await page.waitForTimeout(200);
    await page.evaluate(axe);
    const { violations } = (await page.evaluate('axe.run()')) as AxeAnswer;
    const isWide = (await page.evaluate('document.documentElement.scrollWidth > innerWidth')) as boolean;
    await page.screenshot({ path: `${outDir}/status-${scenario}-${width}-${scheme}.png`, fullPage: true });
    return {
      look,
      axe: violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 110)}`),
      errors,
      isWide,
    };
  } finally {
    await page.close();
  }
}
