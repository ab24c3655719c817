import type { Boot } from '@sidelight/shared/context/boot.ts';
import { describe, expect, it } from 'vitest';
import { zendeskEntry } from '../connectors/zendesk/entry.ts';
import { pagePolicy, renderPage } from './page.ts';

const boot: Boot = {
  session: 'token',
  location: 'ticket_sidebar',
  origin: 'https://acme.zendesk.com',
  locale: 'en-US',
  colorScheme: 'dark',
  role: 'agent',
  deadlineMs: 2500,
  cards: [{ id: 'plan', title: '</script><script>alert(1)</script> __NONCE__ $&', fields: [] }],
};
const template =
  '<html lang="__LANG__" data-color-scheme="__SCHEME__"><!--__ZAF_SDK__--><script nonce="__NONCE__" id="boot">__BOOT__</script>';

describe('the page', () => {
  it('keeps what it is told inside the JSON block', () => {
    const page = renderPage(template, boot, { nonce: 'n0nce', sdkUrl: undefined });
    expect(page.match(/<\/script>/g)).toHaveLength(1);
    expect(page).not.toContain('<script>alert');
    const json = /id="boot">(.*)<\/script>/.exec(page)?.[1] ?? '';
    expect(JSON.parse(json)).toEqual(boot);
    expect(page).toContain('<html lang="en-US" data-color-scheme="dark">');
  });

  it('loads the SDK of the helpdesk in production, and none when it is bundled', () => {
    expect(renderPage(template, boot, { nonce: 'n', sdkUrl: zendeskEntry.sdk.url })).toContain(
      '<script async nonce="n" src="https://static.zdassets.com/',
    );
    expect(renderPage(template, boot, { nonce: 'n', sdkUrl: undefined })).not.toContain('zdassets');
  });

  it('has its own copy fetched at once where that is used', () => {
    const built = template.replace('SDK__', 'SDK__ /assets/lib-1.js');
    expect(renderPage(built, boot, { nonce: 'n', sdkUrl: undefined })).toContain(
      '<link rel="modulepreload" nonce="n" href="/assets/lib-1.js">',
    );
    const linked = renderPage(built, boot, { nonce: 'n', sdkUrl: zendeskEntry.sdk.url });
    expect([linked.includes('static.zdassets.com'), linked.includes('lib-1.js')]).toEqual([true, false]);
  });

  it('does not take a locale for granted', () => {
    expect(renderPage(template, { ...boot, locale: '"><b>' }, { nonce: 'n', sdkUrl: undefined })).toContain(
      'lang="en"',
    );
  });

  it('may be framed by one helpdesk and runs only its own scripts', () => {
    expect(pagePolicy('abc', 'https://acme.zendesk.com')).toBe(
      "default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; style-src 'nonce-abc'; connect-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; frame-ancestors https://acme.zendesk.com",
    );
  });
});
