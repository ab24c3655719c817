import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackgroundBoot } from '@sidelight/shared/context/background-boot.ts';
import type { Boot } from '@sidelight/shared/context/boot.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';

/** The built page of each helpdesk location, by location. */
export type PageTemplates = ReadonlyMap<string, string>;

export async function readPageTemplates(distDir: string): Promise<PageTemplates> {
  const files = (await readdir(distDir)).filter((name) => name.endsWith('.html'));
  const pages = await Promise.all(
    files.map(async (name) => [name.replace(/\.html$/, ''), await readFile(join(distDir, name), 'utf8')] as const),
  );
  return new Map(pages);
}

/** Fills a page for one session. Everything put in is ours or escaped for where it stands. */
export function renderPage(template: string, boot: Boot | BackgroundBoot, options: PageOptions): string {
  const parts = {
    __LANG__: /^[a-zA-Z-]{2,12}$/.test(boot.locale) ? boot.locale : 'en',
    __SCHEME__: boot.colorScheme,
    // A JSON block ends at the first `</script`, whatever the JSON says.
    __BOOT__: JSON.stringify(boot).replaceAll('<', '\\u003c'),
  };
  return fillPage(template, parts, options);
}

export interface PageOptions {
  readonly nonce: string;
  /** Where the helpdesk's own script is loaded from; undefined: from our page. */
  readonly sdkUrl: string | undefined;
}

/** `parts`: what comes in which place, ours or escaped for where it stands. */
export const fillPage = (
  template: string,
  parts: Readonly<Record<string, string>>,
  { nonce, sdkUrl }: PageOptions,
): string =>
  template.replace(PLACES, (name, copy?: string) =>
    name.startsWith(SDK_PLACE) ? sdkTag(sdkUrl, copy, nonce) : (ownValue({ ...parts, __NONCE__: nonce }, name) ?? ''),
  );

const SDK_PLACE = '<!--__ZAF_SDK__';

/** What stands in a page for something else; the helpdesk's script with the file that is the page's own copy of it. */
const PLACES =
  /__LANG__|__SCHEME__|__NONCE__|<!--__ZAF_SDK__(?: (\/assets\/[\w.-]+))?-->|__BOOT__|<!--__HEAD__-->|__BODY__/g;

function sdkTag(url: string | undefined, copy: string | undefined, nonce: string): string {
  if (url !== undefined) return `<script async nonce="${nonce}" src="${url}"></script>`;
  // The page's script asks for it: fetched now, it is there by then.
  return copy === undefined ? '' : `<link rel="modulepreload" nonce="${nonce}" href="${copy}">`;
}

/** What the page may do: its own scripts by nonce, its own API, framed by this helpdesk alone. */
export const pagePolicy = (nonce: string, origin: string, formAction = "'none'"): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action ${formAction}`,
    "require-trusted-types-for 'script'",
    `frame-ancestors ${origin}`,
  ].join('; ');
