import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { serveScenarios } from './serve.ts';
import { examineSetup } from './setup/look.ts';
import { setupScenarios } from './setup/scenarios.ts';

// Pictures of the setup page, and axe for each: `node dev/setup-shots.ts --out /tmp/shots --only setup-fresh`.

const ARGS = '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: '/tmp/setup-shots' },
    only: { type: 'string', default: Object.keys(setupScenarios).join(',') },
    widths: { type: 'string', default: '1280,800' },
    schemes: { type: 'string', default: 'light,dark' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
  },
});

const { url, server } = await serveScenarios(0);
const browser = await chromium.launch({ executablePath: values.chromium, args: ARGS.split(' ') });
try {
  await mkdir(values.out, { recursive: true });
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const tools = { browser, url, axe, outDir: values.out };
  for (const scenario of values.only.split(','))
    for (const width of values.widths.split(',').map(Number))
      for (const scheme of values.schemes.split(',').filter((one) => one === 'light' || one === 'dark')) {
        const { axe: found, errors, isWide } = await examineSetup(tools, { scenario, width, scheme });
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
