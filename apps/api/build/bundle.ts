import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { build, type Plugin } from 'vite';
import { byLine } from './line-map.ts';

/**
 * `node apps/api/build/bundle.ts [folder]`: what production runs, `apps/api/dist` unless told otherwise. One file
 * for the service and one for the command line, each with its source map, and beside them PGlite and the client of the
 * key service, which are loaded where they are used.
 */
const api = join(import.meta.dirname, '..');
const PGLITE = '@electric-sql/pglite';

async function bundle(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const [name, entry] of [
    ['main', 'src/main.ts'],
    ['cli', 'src/cli/main.ts'],
    ['kms-client', 'src/secrets/kms-client.ts'],
  ] as const) {
    await bundleOne(folder, name, entry);
    await thinOut(join(folder, `${name}.mjs.map`));
  }
  await copyPglite(folder);
}

/** Node unfolds the whole map at the first stack trace it writes: with everybody else's code in it that is 80 MB. */
const unmapped: Plugin = {
  name: 'unmapped',
  transform: (code, id) => (id.includes('node_modules') ? { code, map: { mappings: '' } } : undefined),
};

/** A file of its own: a good part of all the code, for the few who have such a key. */
const keyServiceApart: Plugin = {
  name: 'key-service-apart',
  resolveId: (source, importer) =>
    importer !== undefined && source.endsWith('/kms-client.ts')
      ? { id: './kms-client.mjs', external: true }
      : undefined,
};

const bundleOne = (folder: string, name: string, entry: string) =>
  build({
    root: api,
    configFile: false,
    logLevel: 'warn',
    plugins: [unmapped, keyServiceApart],
    ssr: { noExternal: true, external: [PGLITE] },
    build: {
      ssr: entry,
      outDir: folder,
      emptyOutDir: false,
      target: 'node24',
      minify: true,
      sourcemap: true,
      // The packages bring them along no longer, so the bundle does.
      license: { fileName: `${name}.licences.md` },
      rolldownOptions: {
        output: {
          entryFileNames: `${name}.mjs`,
          codeSplitting: false,
          // Stack traces name file and line; the text itself is in the repository.
          sourcemapExcludeSources: true,
        },
      },
    },
  });

/** Lines are enough, and a tenth of the memory. */
async function thinOut(file: string): Promise<void> {
  // As the bundler has just written it.
  const map = JSON.parse(await readFile(file, 'utf8')) as { mappings: string };
  await writeFile(file, JSON.stringify({ ...map, names: [], mappings: byLine(map.mappings) }));
}

/** It finds its WebAssembly and its files by its own address, so it stays a package: what an import of it reads, and no more. */
async function copyPglite(folder: string): Promise<void> {
  const from = dirname(dirname(createRequire(join(api, 'package.json')).resolve(PGLITE)));
  const to = join(folder, 'node_modules', PGLITE);
  await mkdir(to, { recursive: true });
  const isRead = (path: string): boolean => {
    const name = relative(from, path);
    return /^(|dist|dist\/fs|package\.json|LICENSE|dist\/(fs\/)?[\w.-]+\.(js|wasm|data))$/.test(name);
  };
  await cp(from, to, { recursive: true, dereference: true, filter: isRead });
}

await bundle(resolve(process.argv[2] ?? join(api, 'dist')));
