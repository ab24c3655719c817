import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { createBuilder, type Rolldown } from 'vite';

/**
 * What the leads' page may ship, gzipped, in bytes: German and the helpdesk's SDK among it. Counted apart: the tabs
 * that only an admin loads; what is behind the second one, loaded when it is opened, with its style inside it; and what
 * it says, of which one language is loaded: the bigger one counts.
 */
const LIMITS = {
  pageScript: 30_000,
  pageStyle: 6_000,
  tabsScript: 1_500,
  setupScript: 18_000,
  setupWords: 10_000,
};
const ADMIN = ['admin-tabs', 'setup'];
const WORDS = ['setup-say-en', 'setup-say-de'];
const PAGE = 'nav_bar';

interface PageSize {
  readonly what: keyof typeof LIMITS;
  readonly bytes: number;
  readonly limit: number;
}

const gzipped = (text: string): number => gzipSync(text, { level: 9 }).length;

/** Builds the leads' pages in memory, as they are shipped, and weighs the big one. */
export async function measurePage(): Promise<readonly PageSize[]> {
  const root = fileURLToPath(new URL('.', import.meta.url));
  const options = { root, configFile: `${root}vite.config.ts`, logLevel: 'silent', build: { write: false } } as const;
  const builder = await createBuilder(options);
  const pages = builder.environments.status;
  const built = pages && (await builder.build(pages));
  if (!built || !('output' in built)) throw new Error('expected one build');
  const html = built.output.find(({ fileName }) => fileName === `${PAGE}.html`);
  const page = loadedBy(PAGE, built.output, ADMIN);
  const [tabs, setup] = ADMIN.map((name) => loadedBy(name, built.output, ADMIN).filter((file) => !page.includes(file)));
  if (!tabs?.length || !setup?.length) throw new Error('the tabs and what is behind them are no chunks of their own');
  const bytes = {
    pageScript: weight(page),
    pageStyle: html?.type === 'asset' ? gzipped(styleIn(String(html.source))) : 0,
    tabsScript: weight(tabs),
    setupScript: weight(setup.filter(({ name }) => !WORDS.includes(name))),
    setupWords: Math.max(...WORDS.map((language) => weight(setup.filter(({ name }) => name === language)))),
  };
  const whats = Object.keys(LIMITS) as (keyof typeof LIMITS)[];
  return whats.map((what) => ({ what, bytes: bytes[what], limit: LIMITS[what] }));
}

const weight = (scripts: readonly Rolldown.OutputChunk[]): number =>
  scripts.reduce((sum, { code }) => sum + gzipped(code), 0);

/** Every script that a page or a chunk can come to load, but for the `others`, which are chunks of their own. */
function loadedBy(
  name: string,
  output: Rolldown.RolldownOutput['output'],
  others: readonly string[],
): Rolldown.OutputChunk[] {
  const chunks = output.filter((file) => file.type === 'chunk');
  const loaded = new Set(chunks.filter((chunk) => (chunk.isEntry || chunk.isDynamicEntry) && chunk.name === name));
  for (const { imports, dynamicImports } of loaded) {
    for (const fileName of [...imports, ...dynamicImports]) {
      const chunk = chunks.find((one) => one.fileName === fileName);
      if (chunk && !others.includes(chunk.name)) loaded.add(chunk);
    }
  }
  return [...loaded];
}

const styleIn = (html: string): string => /<style[^>]*>(.*?)<\/style>/s.exec(html)?.[1] ?? '';
