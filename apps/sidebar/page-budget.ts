import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { createBuilder, type Rolldown } from 'vite';

/** What the leads' page may ship, gzipped, in bytes: German and the helpdesk's SDK among it. */
const LIMITS = { pageScript: 30_000, pageStyle: 6_000 };
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
  const scripts = loadedBy(PAGE, built.output);
  return [
    {
      what: 'pageScript',
      bytes: scripts.reduce((sum, { code }) => sum + gzipped(code), 0),
      limit: LIMITS.pageScript,
    },
    {
      what: 'pageStyle',
      bytes: html?.type === 'asset' ? gzipped(styleIn(String(html.source))) : 0,
      limit: LIMITS.pageStyle,
    },
  ];
}

/** Every script a page can come to load. */
function loadedBy(page: string, output: Rolldown.RolldownOutput['output']): Rolldown.OutputChunk[] {
  const chunks = output.filter((file) => file.type === 'chunk');
  const loaded = new Set(chunks.filter(({ isEntry, name }) => isEntry && name === page));
  for (const { imports, dynamicImports } of loaded) {
    for (const name of [...imports, ...dynamicImports]) {
      const chunk = chunks.find(({ fileName }) => fileName === name);
      if (chunk) loaded.add(chunk);
    }
  }
  return [...loaded];
}

const styleIn = (html: string): string => /<style[^>]*>(.*?)<\/style>/s.exec(html)?.[1] ?? '';
