import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { serveScenarios } from './serve.ts';
import { examineStatus } from './status/look.ts';
import { statusScenarios } from './status/scenarios.ts';

// Pictures of the leads' page, and axe for each: `node dev/status-shots.ts --out /tmp/shots --only well`.

const ARGS = '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: '/tmp/status-shots' },
    only: { type: 'string', default: Object.keys(statusScenarios).join(',') },
    widths: { type: 'string', default: '1280,760' },
    schemes: { type: 'string', default: 'light,dark' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
  },
});

const { url, server } = await serveScenarios(0);
const browser = await chromium.launch({ executablePath: values.chromium, args: ARGS.split(' ') });
try {
  await mkdir(values.out, { recursive: true });
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  for (const scenario of values.only.split(','))
    for (const width of values.widths.split(',').map(Number))
      for (const scheme of values.schemes.split(',').filter((one) => one === 'light' || one === 'dark')) {
        const {
          axe: found,
          errors,
          isWide,
        } = await examineStatus({ browser, url, axe, outDir: values.out }, { scenario, width, scheme });
        const isBad = found.length > 0 || isWide;
        const said = [...found, ...(isWide ? ['wider than its window'] : []), ...errors].join(' | ');
        process.stdout.write(`${isBad ? 'BAD ' : 'ok  '} ${scenario} ${width} ${scheme} ${said}\n`);
        if (isBad) process.exitCode = 1;
      }
} finally {
  await browser.close();
  server.closeAllConnections();
  server.close();
}
