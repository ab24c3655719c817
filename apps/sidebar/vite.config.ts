import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { leanPlugin } from './build/lean-plugin.ts';
import { minifyPlugin } from './build/minify-plugin.ts';
import { namespacePlugin } from './build/namespace-plugin.ts';
import { sdkCopyPlugin } from './build/sdk-copy-plugin.ts';
import { wirePlugin } from './build/wire-plugin.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Where the names that JSX turns into come from. */
const inject: Record<string, [module: string, name: string]> = {
  preactNode: ['preact', 'h'],
  PreactFragment: ['preact', 'Fragment'],
};

/** One page per helpdesk location. */
const pages = (...names: string[]) => ({
  rolldownOptions: {
    // terser takes its second; that is no news.
    checks: { pluginTimings: false },
    transform: { inject },
    input: Object.fromEntries(names.map((name) => [name, here(`./${name}.html`)])),
  },
});

/** All of what is drawn at once is one script: what comes later shares parts of it, which would be files of their own. */
function ticketPages() {
  const { rolldownOptions } = pages('ticket_sidebar', 'new_ticket_sidebar');
  const groups = [{ name: 'main', test: /\/src\/main\.ts$/ }];
  return { rolldownOptions: { ...rolldownOptions, output: { codeSplitting: { groups } } } };
}

export default defineConfig({
  root: here('.'),
  plugins: [leanPlugin(), wirePlugin(), minifyPlugin(), namespacePlugin(), sdkCopyPlugin()],
  html: { cspNonce: '__NONCE__' },
  // Preact brings a function that makes a node: the automatic runtime would bring a second one.
  oxc: { jsx: { runtime: 'classic', pragma: 'preactNode', pragmaFrag: 'PreactFragment' } },
  build: {
    target: 'es2023',
    // A percent or two smaller than the default, and here that is what the budget turns on.
    minify: 'terser',
    terserOptions: { ecma: 2020, module: true, compress: { passes: 3, inline: 1 } },
    modulePreload: false,
    assetsInlineLimit: 0,
  },
  builder: {},
  environments: {
    // The ticket's pages differ by what the boot block says, so they share one script.
    client: { build: ticketPages() },
    // Built apart: what both need is in both, and an agent at a ticket loads nothing of the leads' page.
    // Nobody waits for it, and it is loaded with every tab of the helpdesk: it shares nothing with either.
    background: { consumer: 'client', build: { emptyOutDir: false, ...pages('background') } },
    connect: { consumer: 'client', build: { emptyOutDir: false, ...pages('connect') } },
    status: { consumer: 'client', build: { emptyOutDir: false, ...pages('nav_bar', 'top_bar') } },
  },
});
