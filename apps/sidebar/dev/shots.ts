import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { examine, type Found } from './look.ts';
import { scenarios } from './scenarios/scenarios.ts';
import { serveScenarios } from './serve.ts';

// Pictures of every scenario, axe and layout shift for each: `node dev/shots.ts --out /tmp/shots --only healthy`.

const ARGS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
/** Everything answers here, at once or late, from the cache or not: nothing may move. */
const CALM = ['healthy', 'german', 'cached', 'picked', 'past-due', 'long', 'slow'];

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: '/tmp/sidebar-shots' },
    only: { type: 'string', default: Object.keys(scenarios).join(',') },
    widths: { type: 'string', default: '320,480' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
  },
});

const isBad = ({ look, cls, axe }: Found) => axe.length > 0 || (cls > 0 && CALM.includes(look.scenario));

function line(found: Found): string {
  const { look, cls, axe, moved, errors } = found;
  const said = [...axe, ...(isBad(found) ? moved : []), ...errors];
  const name = `${look.scenario.padEnd(16)} ${look.width} ${look.scheme.padEnd(5)}`;
  return `${isBad(found) ? 'BAD ' : 'ok  '} ${name} cls ${cls.toFixed(4)} axe ${axe.length} ${said.join(' | ')}\n`;
}

const { url, server } = await serveScenarios(0);
const browser = await chromium.launch({ executablePath: values.chromium, args: ARGS.split(' ') });
try {
  await mkdir(values.out, { recursive: true });
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  for (const scenario of values.only.split(','))
    for (const width of values.widths.split(',').map(Number))
      for (const scheme of ['light', 'dark'] as const) {
        const found = await examine({ browser, url, axe, outDir: values.out }, { scenario, width, scheme });
        process.stdout.write(line(found));
        if (isBad(found)) process.exitCode = 1;
      }
} finally {
  await browser.close();
  server.closeAllConnections();
  server.close();
}
