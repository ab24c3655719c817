import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Frame } from 'playwright-core';
import { scenarios } from './scenarios/scenarios.ts';
import { serveScenarios } from './serve.ts';

const ARGS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: '/tmp/sidebar-shots' },
    only: { type: 'string', default: '' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
  },
});

interface Row {
  readonly scenario: string;
  readonly look: string;
  readonly cls: number;
  readonly axe: readonly string[];
  readonly errors: readonly string[];
}

/** Sums up every layout shift of the frame, as the browser counts them. */
const COUNT_SHIFTS = `globalThis.shifts = 0; globalThis.moved = []; new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    globalThis.shifts += entry.value;
    for (const { node, previousRect, currentRect } of entry.sources)
      globalThis.moved.push(\`\${node?.outerHTML?.slice(0, 60) ?? node?.data}: \${JSON.stringify(previousRect)} \${JSON.stringify(currentRect)}\`);
  }
}).observe({ type: 'layout-shift', buffered: true });`;

async function shoot(
  browser: Browser,
  url: string,
  axe: string,
  scenario: string,
  width: number,
  scheme: string,
): Promise<Row> {
  const page = await browser.newPage({
    viewport: { width: width + 40, height: 1100 },
    deviceScaleFactor: 2,
    reducedMotion: 'reduce',
  });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.addInitScript(COUNT_SHIFTS);
  await page.goto(`${url}/?scenario=${scenario}&width=${width}&scheme=${scheme}`);
  const frame = await settled(page.frames()[1], scenario);
  const cls = Number(await frame.evaluate('globalThis.shifts'));
  if (cls > 0 && scenario === 'healthy')
    process.stdout.write(`${await frame.evaluate('globalThis.moved.join("\\n")')}\n`);
  await page.locator('iframe').screenshot({ path: `${values.out}/${scenario}-${width}-${scheme}.png` });
  await open(frame);
  await frame.evaluate(axe);
  const found = (await frame.evaluate('axe.run()')) as { violations: { id: string; nodes: { html: string }[] }[] };
  await page.waitForTimeout(150);
  await page.locator('iframe').screenshot({ path: `${values.out}/${scenario}-${width}-${scheme}-open.png` });
  await page.close();
  const axeFound = found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 90)}`);
  return { scenario, look: `${width} ${scheme}`, cls, axe: axeFound, errors };
}

async function settled(frame: Frame | undefined, scenario: string): Promise<Frame> {
  if (!frame) throw new Error('no frame');
  await frame.waitForSelector('section');
  await frame.waitForTimeout(scenario === 'broken' ? 2_500 : 700);
  return frame;
}

/** Unfolds the first value of each card, so that what is behind a click is checked too. */
async function open(frame: Frame): Promise<void> {
  for (const section of await frame.$$('section')) await (await section.$('button[data-fold]'))?.click();
  for (const key of ['customer', 'more']) await (await frame.$(`button[data-fold="${key}"]`))?.click();
  await frame.waitForTimeout(50);
}

const { url, server } = await serveScenarios(0);
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await chromium.launch({ executablePath: values.chromium, args: ARGS.split(' ') });
await mkdir(values.out, { recursive: true });
const rows: Row[] = [];
try {
  for (const scenario of Object.keys(scenarios).filter((name) => !values.only || values.only.split(',').includes(name)))
    for (const width of [320, 480])
      for (const scheme of ['light', 'dark']) rows.push(await shoot(browser, url, axe, scenario, width, scheme));
} finally {
  await browser.close();
  server.closeAllConnections();
  server.close();
}
const bad = rows.filter((row) => row.axe.length > 0);
process.stdout.write(
  `${rows.map((row) => `${row.scenario.padEnd(16)} ${row.look.padEnd(10)} cls ${row.cls.toFixed(4)}  axe ${row.axe.length}  ${[...row.axe, ...row.errors].join(' | ')}`).join('\n')}\n`,
);
process.exitCode = bad.length > 0 ? 1 : 0;
