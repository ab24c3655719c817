import type { Browser, Frame } from 'playwright';
import { type Scenario, scenarios } from './scenarios/scenarios.ts';

/** One scenario as it looks at one width in one scheme, and what was found wrong with it. */
export interface Look {
  readonly scenario: string;
  readonly width: number;
  readonly scheme: 'light' | 'dark';
}

export interface Found {
  readonly look: Look;
  readonly cls: number;
  /** What moved, when nothing should have. */
  readonly moved: readonly string[];
  readonly axe: readonly string[];
  readonly errors: readonly string[];
}

/** Layout shifts of the frame, as the browser counts them, with the element that moved. */
const COUNT_SHIFTS = `globalThis.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries())
    shifts.push([value, sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? node?.data).join(' and ')]);
}).observe({ type: 'layout-shift', buffered: true });`;

interface Tools {
  readonly browser: Browser;
  readonly url: string;
  /** The source of axe-core. */
  readonly axe: string;
  readonly outDir: string;
}

/** Opens a scenario, takes its picture folded and unfolded, and examines it. */
export async function examine({ browser, url, axe, outDir }: Tools, look: Look): Promise<Found> {
  const { scenario, width, scheme } = look;
  const viewport = { width: width + 40, height: 1100 };
  const page = await browser.newPage({ viewport, deviceScaleFactor: 2, reducedMotion: 'reduce' });
  try {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.addInitScript(COUNT_SHIFTS);
    await page.goto(`${url}/?scenario=${scenario}&width=${width}&scheme=${scheme}`);
    const frame = page.frames()[1];
    if (!frame) throw new Error('the host page has no frame');
    await frame.waitForSelector('section');
    await frame.waitForTimeout(scenario === 'broken' ? 2_500 : 700);
    const shifts = (await frame.evaluate('shifts')) as [number, string][];
    const picture = (state: string) => ({ path: `${outDir}/${scenario}-${width}-${scheme}${state}.png` });
    await page.locator('iframe').screenshot(picture(''));
    const masked = scenarios[scenario]?.masked;
    await (masked ? unmask(frame, masked) : unfold(frame));
    await frame.evaluate(axe);
    const { violations } = (await frame.evaluate('axe.run()')) as AxeAnswer;
    await page.waitForTimeout(150);
    await page.locator('iframe').screenshot(picture('-open'));
    return {
      look,
      cls: shifts.reduce((sum, [value]) => sum + value, 0),
      moved: shifts.map(([, what]) => what),
      axe: violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 90)}`),
      errors,
    };
  } finally {
    await page.close();
  }
}

interface AxeAnswer {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** Unfolds the first value of each card and what is behind "Why?" and "more", so that it is examined too. */
async function unfold(frame: Frame): Promise<void> {
  for (const section of await frame.$$('section')) await (await section.$('button[data-fold]'))?.click();
  for (const key of ['customer', 'more']) await (await frame.$(`button[data-fold="${key}"]`))?.click();
  await frame.waitForTimeout(50);
}

/** Unfolds a masked value, and has it shown where a reason is given. */
async function unmask(frame: Frame, masked: NonNullable<Scenario['masked']>): Promise<void> {
  await frame.click(`button[data-fold="${masked.field}"]`);
  await frame.waitForSelector('.reveal textarea');
  if (masked.note === undefined) return;
  await frame.selectOption('.reveal select', 'contract');
  await frame.fill('.reveal textarea', masked.note);
  await frame.click('.reveal button[type="submit"]');
  await frame.waitForSelector('.reveal .value');
}
