import type { Plugin } from 'vite';

const PRELOAD_HELPER = '\0vite/preload-helper.js';
const SDK = /zendesk_app_framework_sdk\/lib\/\w+\.js$/;

/**
 * Leaves out what a bundler adds for pages that are not ours.
 * - Vite's preload helper inserts link tags, which the page's policy would refuse.
 * - The SDK as ES modules needs no CommonJS runtime. It carries a Promise for browsers without one: none runs this page.
 *   Its methods stand on a prototype, so no bundler sees that these pages call four of them, and the background six.
 */
export function leanPlugin(): Plugin {
  return {
    name: 'sidelight-lean',
    enforce: 'pre',
    load: (id) => (id === PRELOAD_HELPER ? 'export const __vitePreload = (load) => load();' : null),
    transform(code, id) {
      if (!SDK.test(id)) return null;
      return withoutUncalled(
        withoutSaveHooks(asModule(code), id),
        id,
        isReaching(this.environment.name) ? REACHING : [],
      );
    },
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

const HOOKS: Readonly<Record<string, readonly [from: string, to: string]>> = {
  'client.js': ['Utils.when(client._messageHandlers[key])', 'Promise.resolve()'],
  'utils.js': ['  when: when,\n', ''],
};

/** No page of ours has a say in whether a ticket is saved: asked all the same, it objects to nothing. */
export function withoutSaveHooks(code: string, path: string): string {
  const [from, to] = HOOKS[path.slice(path.lastIndexOf('/') + 1)] ?? ['', ''];
  if (!code.includes(from)) throw new Error('the SDK has changed: look at how it asks before a ticket is saved');
  return code.replace(from, to);
}

/** What `zaf-client.d.ts` does not declare, and what only that calls. */
const UNCALLED = ['off', 'has', 'trigger', 'request', 'instance', 'metadata', 'set'];

/** What reaches other instances of the app: the background marks the icons of the bars. */
const REACHING = ['instance', 'set'];
const isReaching = (environment: string): boolean => environment === 'background';

/**
 * Leaves out the methods of the SDK's client that no page calls, but for those that `kept` names. Refuses a client that
 * lacks one: it is another one.
 */
export function withoutUncalled(code: string, path: string, kept: readonly string[] = []): string {
  if (!path.endsWith('/client.js')) return code;
  return UNCALLED.filter((name) => !kept.includes(name)).reduce((rest, name) => {
    const without = rest.replace(new RegExp(`^ {2}${name}: function\\(.*?^ {2}\\},?\\n`, 'ms'), '');
    if (without === rest) throw new Error(`the SDK has changed: it has no ${name}`);
    return without;
  }, code);
}
