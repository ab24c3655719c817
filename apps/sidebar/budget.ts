import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { measureBackground } from './background-budget.ts';
import { measurePage } from './page-budget.ts';

/**
 * What the ticket's locations may ship, gzipped, in bytes. Counted apart: the banner, which is fetched beside the
 * first question and which no card waits for, and German, which comes instead of nothing.
 */
const LIMITS = { script: 20_000, banner: 3_500, scriptInGerman: 22_500, style: 4_000, onDemand: 10_000 };
/** Loaded when it is opened, or where there is anything to open: with its style, and the longer of two languages. */
const ON_DEMAND = ['synced'];
const ON_DEMAND_WORDS = ['synced-en', 'synced-de'];

export interface Size {
  readonly what: keyof typeof LIMITS;
  readonly bytes: number;
  readonly limit: number;
}

const gzipped = (text: string): number => gzipSync(text, { level: 9 }).length;

/** Builds the sidebar in memory and weighs it: every script a location can load, the helpdesk's SDK among them. */
export async function measureBudget(): Promise<readonly Size[]> {
  const root = fileURLToPath(new URL('.', import.meta.url));
  const built = await build({ root, configFile: `${root}vite.config.ts`, logLevel: 'silent', build: { write: false } });
  if (!('output' in built)) throw new Error('expected one build');
  let script = 0;
  let banner = 0;
  let german = 0;
  let style = 0;
  let onDemand = 0;
  let words = 0;
  for (const file of built.output) {
    if (file.type === 'chunk' && file.name === 'outage') banner += gzipped(file.code);
    else if (file.type === 'chunk' && /^(banner-)?de$/.test(file.name)) german += gzipped(file.code);
    else if (file.type === 'chunk' && ON_DEMAND.includes(file.name)) onDemand += gzipped(file.code);
    else if (file.type === 'chunk' && ON_DEMAND_WORDS.includes(file.name)) words = Math.max(words, gzipped(file.code));
    else if (file.type === 'chunk') script += gzipped(file.code);
    else if (file.fileName === 'ticket_sidebar.html') style += gzipped(styleIn(String(file.source)));
  }
  if (onDemand === 0) throw new Error('what opens on demand is no chunk of its own');
  const sizes = { script, banner, scriptInGerman: script + german, style, onDemand: onDemand + words };
  const whats = Object.keys(LIMITS) as (keyof typeof LIMITS)[];
  return whats.map((what) => ({ what, bytes: sizes[what], limit: LIMITS[what] }));
}

const styleIn = (html: string): string => /<style[^>]*>([^<]*)<\/style>/.exec(html)?.[1] ?? '';

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const sizes = [...(await measureBudget()), ...(await measurePage()), ...(await measureBackground())];
  for (const { what, bytes, limit } of sizes) {
    process.stdout.write(`${what.padEnd(16)} ${bytes} of ${limit} bytes gzip${bytes > limit ? '  TOO BIG' : ''}\n`);
  }
  process.exitCode = sizes.some(({ bytes, limit }) => bytes > limit) ? 1 : 0;
}
