import type { Browser, Page } from 'playwright-core';
import { setupScenarios } from './scenarios.ts';

export interface SetupLook {
  readonly scenario: string;
  readonly width: number;
  readonly scheme: 'light' | 'dark';
}

export interface SetupFound {
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

/** Opens a scenario, does what it says, takes its picture whole, and examines it. */
export async function examineSetup({ browser, url, axe, outDir }: Tools, look: SetupLook): Promise<SetupFound> {
  const { scenario, width, scheme } = look;
  const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
  try {
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(`${url}/zaf/nav_bar?scenario=${scenario}&colorScheme=${scheme}#tab=setup`);
    await page.waitForSelector('.setup h1');
    await page.waitForTimeout(300);
    await act(page, scenario);
    await page.evaluate(axe);
    const { violations } = (await page.evaluate('axe.run()')) as AxeAnswer;
    const isWide = (await page.evaluate('document.documentElement.scrollWidth > innerWidth')) as boolean;
    await page.screenshot({ path: `${outDir}/${scenario}-${width}-${scheme}.png`, fullPage: true });
    return { axe: violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 110)}`), errors, isWide };
  } finally {
    await context.close();
  }
}

async function act(page: Page, scenario: string): Promise<void> {
  for (const one of setupScenarios[scenario]?.acts ?? []) {
    if (typeof one === 'string') await page.click(one);
    else await page.fill(...one);
  }
  await page.waitForTimeout(400);
}
