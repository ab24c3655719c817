import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { createBuilder } from 'vite';

/** What the page without a screen may ship, gzipped, in bytes, German among it: every tab of the helpdesk loads it. */
const LIMIT = 4_000;
/** The helpdesk's own, which is linked from there; the copy of it is loaded where that fails. */
const SDK = 'lib';

/** Builds it in memory, as it is shipped, and weighs it without the SDK. */
export async function measureBackground() {
  const root = fileURLToPath(new URL('.', import.meta.url));
  const options = { root, configFile: `${root}vite.config.ts`, logLevel: 'silent', build: { write: false } } as const;
  const builder = await createBuilder(options);
  const pages = builder.environments.background;
  const built = pages && (await builder.build(pages));
  if (!built || !('output' in built)) throw new Error('expected one build');
  const chunks = built.output.filter((file) => file.type === 'chunk');
  if (!chunks.some(({ name }) => name === SDK)) throw new Error('the copy of the SDK is no chunk of its own');
  const own = chunks.filter(({ name }) => name !== SDK);
  const bytes = own.reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0);
  return [{ what: 'backgroundScript', bytes, limit: LIMIT }] as const;
}
