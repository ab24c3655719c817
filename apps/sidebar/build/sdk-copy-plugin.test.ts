import { expect, it } from 'vitest';
import { withCopy } from './sdk-copy-plugin.ts';

const html = '<head><!--__ZAF_SDK__--></head>';
const sdk = { type: 'chunk', moduleIds: ['/x/node_modules/zendesk_app_framework_sdk/lib/index.js'] };
const other = { type: 'chunk', moduleIds: ['/x/src/main.ts'] };

it('says in the page which file is the copy of the helpdesk’s script', () => {
  expect(withCopy(html, { 'assets/main.js': other, 'assets/lib-1.js': sdk, 'a.svg': { type: 'asset' } })).toBe(
    '<head><!--__ZAF_SDK__ /assets/lib-1.js--></head>',
  );
});

it('refuses a build without that file, or with two', () => {
  expect(() => withCopy(html, { 'assets/main.js': other })).toThrow('in 0 files');
  expect(() => withCopy(html, { a: sdk, b: sdk })).toThrow('in 2 files');
});
