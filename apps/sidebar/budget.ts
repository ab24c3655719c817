import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { measureBackground } from './background-budget.ts';
import { measurePage } from './page-budget.ts';

/**
 * What the ticket's locations may ship, gzipped, in bytes. Counted apart: the banner, which is fetched beside the
 * first question and which no card waits for, German, which comes instead of nothing, what Britain spells otherwise,
 * what opens on demand, and the fields that both systems hold, which follow the last card and only where sync is on,
 * and answers to be put right and what is said of values that could not be had, which come where there are any, and the
 * search of the CRM, which comes to who opens it, as does what is said of a ticket and a known issue, and what shows a masked value.
 */
const LIMITS = {
  script: 20_000,
  banner: 3_600,
  scriptInGerman: 22_500,
  british: 250,
  style: 4_000,
  // What is announced, and words that were part of the first script, came to it, the way to a masked value, and the look
  // into the reply before a sentence is put there.
  onDemand: 6_200,
  // Each button says aloud whose steps it opens.
  losses: 1_950,
  synced: 6_500,
  answers: 2_000,
  find: 3_000,
  reports: 2_000,
  reveal: 3_500,
  // The way out, below the last card.
  signOut: 1_600,
  // Loaded for whoever goes by key.
  keys: 600,
};
/**
 * Loaded once the cards have been read, or when something is opened: each by itself, with its style and the longer of
 * two languages.
 */
const LATER = {
  ...{ onDemand: 'unfold', synced: 'synced', answers: 'answers', find: 'find', reports: 'reports' },
  reveal: 'reveal',
  signOut: 'sign-out',
} as const;

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
  let british = 0;
  let style = 0;
  let losses = 0;
  let keys = 0;
  const later = new Map<string, number>();
  for (const file of built.output) {
    if (file.type === 'chunk' && file.name === 'outage') banner += gzipped(file.code);
    else if (file.type === 'chunk' && /^(banner-)?de$/.test(file.name)) german += gzipped(file.code);
    else if (file.type === 'chunk' && file.name === 'en-gb') british += gzipped(file.code);
    else if (file.type === 'chunk' && file.name === 'losses') losses += gzipped(file.code);
    else if (file.type === 'chunk' && file.name === 'arrow-keys') keys += gzipped(file.code);
    else if (file.type === 'chunk' && isLater(file.name)) later.set(file.name, gzipped(file.code));
    else if (file.type === 'chunk') script += gzipped(file.code);
    else if (file.fileName === 'ticket_sidebar.html') style += gzipped(styleIn(String(file.source)));
  }
  const weightOf = (name: string): number => {
    const [code, ...words] = [name, `${name}-en`, `${name}-de`].map((chunk) => later.get(chunk));
    if (!code || words.includes(undefined))
      throw new Error(`${name} is no chunk of its own with its words in two more`);
    return code + Math.max(...words.map(Number));
  };
  const sizes = {
    ...{ script, banner, scriptInGerman: script + german, british, style, losses, keys },
    ...{ onDemand: weightOf(LATER.onDemand), synced: weightOf(LATER.synced), answers: weightOf(LATER.answers) },
    find: weightOf(LATER.find),
    reports: weightOf(LATER.reports),
    reveal: weightOf(LATER.reveal),
    signOut: weightOf(LATER.signOut),
  };
  const whats = Object.keys(LIMITS) as (keyof typeof LIMITS)[];
  return whats.map((what) => ({ what, bytes: sizes[what], limit: LIMITS[what] }));
}

const isLater = (chunk: string): boolean => Object.values<string>(LATER).includes(chunk.replace(/-(en|de)$/, ''));
const styleIn = (html: string): string => /<style[^>]*>(.*?)<\/style>/s.exec(html)?.[1] ?? '';

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const sizes = [...(await measureBudget()), ...(await measurePage()), ...(await measureBackground())];
  for (const { what, bytes, limit } of sizes) {
    process.stdout.write(`${what.padEnd(16)} ${bytes} of ${limit} bytes gzip${bytes > limit ? '  TOO BIG' : ''}\n`);
  }
  process.exitCode = sizes.some(({ bytes, limit }) => bytes > limit) ? 1 : 0;
}
