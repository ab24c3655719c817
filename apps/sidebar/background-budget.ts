import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { createBuilder } from 'vite';

/**
 * What may be shipped, gzipped, in bytes: the page without a screen, which every tab of the helpdesk loads, with German,
 * and the page that asks for the first consent, which has no words of its own.
 */
const LIMITS = { background: 4_000, connect: 1_200 };
/** The helpdesk's own, which is linked from there; the copy of it is loaded where that fails. */
const SDK = 'lib';

/** Builds them in memory, as they are shipped, and weighs them without the SDK. */
export async function measureBackground() {
  const root = fileURLToPath(new URL('.', import.meta.url));
  const options = { root, configFile: `${root}vite.config.ts`, logLevel: 'silent', build: { write: false } } as const;
  const builder = await createBuilder(options);
  const weigh = async (name: keyof typeof LIMITS) => {
    const pages = builder.environments[name];
    const built = pages && (await builder.build(pages));
    if (!built || !('output' in built)) throw new Error('expected one build');
    const chunks = built.output.filter((file) => file.type === 'chunk');
    if (!chunks.some((chunk) => chunk.name === SDK)) throw new Error('the copy of the SDK is no chunk of its own');
    const own = chunks.filter((chunk) => chunk.name !== SDK);
    const bytes = own.reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0);
    return { what: `${name}Script`, bytes, limit: LIMITS[name] };
  };
  return [await weigh('background'), await weigh('connect')];
}
