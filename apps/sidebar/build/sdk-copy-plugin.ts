import type { Plugin } from 'vite';

const SDK = 'zendesk_app_framework_sdk';
const PLACE = '<!--__ZAF_SDK__-->';

interface Built {
  readonly type: string;
  readonly moduleIds?: readonly string[];
}

/**
 * Tells the page where its own copy of the helpdesk's script is, so that a server that uses the copy can have it fetched
 * beside the page's script and not after it.
 */
export function sdkCopyPlugin(): Plugin {
  return {
    name: 'sidelight-sdk-copy',
    transformIndexHtml: { order: 'post', handler: (html, { bundle }) => (bundle ? withCopy(html, bundle) : html) },
  };
}

export function withCopy(html: string, bundle: Readonly<Record<string, Built>>): string {
  const copies = Object.entries(bundle).filter(([, { moduleIds }]) => moduleIds?.some((id) => id.includes(`/${SDK}/`)));
  const [file] = copies.length === 1 ? (copies[0] ?? []) : [];
  if (file === undefined) throw new Error(`the copy of ${SDK} is in ${copies.length} files of the build, not in one`);
  return html.replace(PLACE, PLACE.replace('-->', ` /${file}-->`));
}
