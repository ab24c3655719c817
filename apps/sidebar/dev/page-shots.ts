import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { auditPage } from './audit/show.ts';
import { examinePage } from './examine-page.ts';
import { privacyPage } from './privacy/show.ts';
import { serveScenarios } from './serve.ts';
import { setupPage } from './setup/show.ts';
import { statusPage } from './status/show.ts';
import { syncPage } from './sync/show.ts';

// Pictures of the pages in the left bar, and axe for each:
// `node dev/page-shots.ts --page setup --out /tmp/shots --only setup-fresh`.

const ARGS = '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking';

const { values } = parseArgs({
  options: {
    page: { type: 'string', default: 'status,setup,sync,audit,privacy' },
    out: { type: 'string', default: '/tmp/page-shots' },
    only: { type: 'string' },
    widths: { type: 'string', default: '1280,760' },
    schemes: { type: 'string', default: 'light,dark' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
  },
});
const isPicked = (scenario: string) => values.only === undefined || values.only.split(',').includes(scenario);

const { url, server } = await serveScenarios(0);
const browser = await chromium.launch({ executablePath: values.chromium, args: ARGS.split(' ') });
try {
  await mkdir(values.out, { recursive: true });
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const tools = { browser, url, axe, outDir: values.out };
  for (const page of [statusPage, setupPage, syncPage, auditPage, privacyPage].filter(({ name }) =>
    values.page.split(',').includes(name),
  ))
    for (const scenario of page.scenarios.filter(isPicked))
      for (const width of values.widths.split(',').map(Number))
        for (const scheme of values.schemes.split(',').filter((one) => one === 'light' || one === 'dark')) {
          const { axe: found, errors, isWide, texts } = await examinePage(page, tools, { scenario, width, scheme });
          const isBad = found.length > 0 || isWide || texts.length > 0;
          const said = [...found, ...(isWide ? ['wider than its window'] : []), ...texts, ...errors].join(' | ');
          process.stdout.write(`${isBad ? 'BAD ' : 'ok  '} ${page.name} ${scenario} ${width} ${scheme} ${said}\n`);
          if (isBad) process.exitCode = 1;
        }
} finally {
  await browser.close();
  server.closeAllConnections();
  server.close();
}
