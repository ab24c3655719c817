import type { Response } from 'express';
import { type PlainLanguage, type PlainLinkText, type PlainPage, plainWords } from './plain-page-words.ts';

const statuses: Readonly<Record<PlainPage, number>> = {
  ...{ reload: 200, unsure: 503, away: 503, unwelcome: 403 },
  ...{ connect: 200, connect_by_admin: 200, connect_elsewhere: 200, connect_impossible: 503, connected: 200 },
  ...{ allow: 200, allow_impossible: 503, allowed: 200 },
  ...{ expired: 400, denied: 400, not_admin: 403, other_user: 403 },
  ...{ scope_refused: 200, scope_missing: 400, failed: 502 },
  ...{ vendor_withholds: 400, vendor_failed: 502, other_browser: 403, other_account: 400, which_account: 200 },
};

export const PLAIN_STYLE =
  ':root{color-scheme:light dark;background:Canvas;color:CanvasText;font:14px/20px system-ui,sans-serif}body{margin:16px;max-width:34rem}' +
  'h1{font-size:16px;line-height:24px;margin:0 0 4px}p{margin:0 0 12px}a{display:inline-block;padding:8px 12px;' +
  'border-radius:4px;background:#1f73b7;color:#fff;text-decoration:none}' +
  'a.also{padding:4px 0;background:none;color:LinkText;text-decoration:underline}';

export interface PlainMore {
  /** Shown as text, whoever wrote them. */
  readonly details?: readonly string[];
  readonly links?: readonly PlainLink[];
}

/** With words of ours, or under a name that is shown as it came. */
export type PlainLink =
  | { readonly href: string; readonly text: PlainLinkText }
  | { readonly href: string; readonly named: string };

/**
 * A page with one sentence and no script, for a frame that cannot be opened just now, or for a window of its own.
 * Framed by `origin`, or nobody. Links open in a new window. Nobody has said yet who reads it: the browser's language.
 */
export function plainPage(res: Response, origin: string | undefined, page: PlainPage, more: PlainMore = {}): void {
  const language = languageOf(res);
  const [title, sentence] = plainWords[language].pages[page];
  const nonce = String(res.locals.requestId ?? '');
  const details = more.details?.length ? `<p>${more.details.map(quoted).join(', ')}</p>` : '';
  res
    .status(statuses[page])
    .set({
      'content-security-policy':
        `default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; ` +
        `style-src 'nonce-${nonce}'; frame-ancestors ${origin ?? "'none'"}`,
      // Whoever opened it for a consent closes it again; there is nothing on it to guard from them.
      'cross-origin-opener-policy': 'unsafe-none',
      'cache-control': 'no-store',
    })
    .type('html')
    .send(
      `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${title}</title>` +
        `<style nonce="${nonce}">${PLAIN_STYLE}</style><main><h1>${title}</h1><p>${sentence}</p>${details}${plainLinks(language, more.links)}</main></html>`,
    );
}

export const plainLinks = (language: PlainLanguage, links: readonly PlainLink[] = []): string =>
  links
    .map((link, i) => {
      const label = quoted('text' in link ? plainWords[language].links[link.text] : link.named);
      // The first is what nearly everybody wants.
      return `<p><a${i > 0 ? ' class="also"' : ''} href="${quoted(link.href)}" target="_blank" rel="noopener">${label}</a></p>`;
    })
    .join('');

export const languageOf = ({ req }: Response): PlainLanguage =>
  req.acceptsLanguages('en', 'de') === 'de' ? 'de' : 'en';

export const quoted = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
