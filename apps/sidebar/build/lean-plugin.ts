import type { Plugin } from 'vite';

const PRELOAD_HELPER = '\0vite/preload-helper.js';
const SDK = /zendesk_app_framework_sdk\/lib\/\w+\.js$/;

/**
 * Leaves out what a bundler adds for pages that are not ours.
 * - Vite's preload helper inserts link tags, which the page's policy would refuse.
 * - The SDK as ES modules needs no CommonJS runtime. It carries a Promise for browsers without one: none runs this page.
 */
export function leanPlugin(): Plugin {
  return {
    name: 'sidelight-lean',
    enforce: 'pre',
    load: (id) => (id === PRELOAD_HELPER ? 'export const __vitePreload = (load) => load();' : null),
    transform: (code, id) => (SDK.test(id) ? asModule(code) : null),
  };
}

/** Refuses a copy of the SDK that is not written the way this one is. */
export function asModule(code: string): string {
  const imports: string[] = [];
  const text = code
    .replace("window.Promise || require('./vendor/native-promise-only')", 'window.Promise')
    .replace(/require\('(\.\/\w+)'\)/g, (_, path: string) => {
      imports.push(`import part${imports.length} from '${path}.js';\n`);
      return `part${imports.length - 1}`;
    })
    .replace('module.exports =', 'export default');
  if (/\brequire\(|\bexports\b/.test(text)) throw new Error('the SDK has changed: look at how it exports itself');
  return imports.join('') + text;
}
