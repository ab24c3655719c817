import type { Browser, Page } from 'playwright';
import { TEXT_FAULTS } from './text-faults.ts';

export interface PageLook {
  readonly scenario: string;
  readonly width: number;
  readonly scheme: 'light' | 'dark';
  /** Another one than the scenario's own. */
  readonly locale?: string;
}

export interface PageFound {
  readonly axe: readonly string[];
  readonly errors: readonly string[];
  /** The page is wider than its window. */
  readonly isWide: boolean;
  /** Texts that lie across each other, or are squeezed into a column of letters. */
  readonly texts: readonly string[];
}

/** One of the pages of the two bars. */
export interface WidePage {
  readonly name: string;
  /** Which page of the build it is; the left bar's, unless it says so. */
  readonly location?: 'top_bar';
  readonly scenarios: readonly string[];
  /** Opens a scenario, and does what it asks for. */
  show(page: Page, address: string, scenario: string): Promise<void>;
}

export interface PageTools {
  readonly browser: Browser;
  readonly url: string;
  readonly axe: string;
  /** Where the pictures go; without it none is taken. */
  readonly outDir?: string;
}

/**
 * Axe costs seconds a page, the rest does not: `npm test` asks it once a scenario, wide and light for one, narrow and
 * dark for the next; `node apps/sidebar/dev/page-shots.ts` asks it everywhere.
 */
export const isAxeAsked = (scenarios: readonly string[], { scenario, width }: PageLook): boolean =>
  (scenarios.indexOf(scenario) % 2 === 0) === width > 480;

/** The sizes of what is clicked among the rules (WCAG 2.2, 2.5.8). */
const AXE = "axe.run({ rules: { 'target-size': { enabled: true } } })";

interface AxeAnswer {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** Shows a scenario at one width in one scheme, examines it, and takes its picture whole where one is wanted. */
export async function examinePage(
  of: WidePage,
  tools: PageTools,
  look: PageLook,
  isAxeWanted = true,
): Promise<PageFound> {
  const { scenario, width, scheme, locale } = look;
  const context = await tools.browser.newContext({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
  try {
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    const query = new URLSearchParams({ scenario, colorScheme: scheme, ...(locale !== undefined && { locale }) });
    await of.show(page, `${tools.url}/zaf/${of.location ?? 'nav_bar'}?${query}`, scenario);
    if (isAxeWanted) await page.evaluate(tools.axe);
    // All are expressions of ours, whose answers have these shapes.
    const { violations } = isAxeWanted ? ((await page.evaluate(AXE)) as AxeAnswer) : { violations: [] };
    const isWide = (await page.evaluate('document.documentElement.scrollWidth > innerWidth')) as boolean;
    const texts = (await page.evaluate(TEXT_FAULTS)) as string[];
    const picture = `${of.name}-${scenario}-${width}-${scheme}.png`;
    if (tools.outDir !== undefined) await page.screenshot({ path: `${tools.outDir}/${picture}`, fullPage: true });
    return { axe: violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 110)}`), errors, isWide, texts };
  } finally {
    await context.close();
  }
}
