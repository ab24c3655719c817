import { randomBytes } from 'node:crypto';
import type { Response } from 'express';
import { fillPage, pagePolicy } from './page.ts';
import { languageOf, PLAIN_STYLE, type PlainLink, plainLinks, quoted } from './plain-page.ts';
import { type PlainPage, plainWords } from './plain-page-words.ts';

export interface ConnectPage {
  readonly template: string;
  /** Where the helpdesk's own script is loaded from; undefined: from our page. */
  readonly sdkUrl: string | undefined;
  /** Who frames it. */
  readonly origin: string;
  readonly location: string;
  /** Of this very page, to come back by. */
  readonly query: Readonly<Record<string, string>>;
  /** The entry, once more. */
  readonly continued: string;
  readonly links: readonly PlainLink[];
}

/**
 * Asks an admin to connect the helpdesk, and is followed by the page itself once that is done. Before that nobody can say
 * here who is an admin: the page asks the helpdesk around it what to show, and the consent is refused to anybody else.
 */
export function connectPage(res: Response, page: ConnectPage): void {
  const { template, sdkUrl, origin, location, query, continued, links } = page;
  const language = languageOf(res);
  const nonce = randomBytes(16).toString('base64url');
  const action = `/zaf/${location}?${new URLSearchParams(query)}`;
  const said = (who: 'admin' | 'others', what: PlainPage, more = '') => {
    const [title, sentence] = plainWords[language].pages[what];
    return `<div data-for="${who}" hidden><h1>${title}</h1><p>${sentence}</p>${more}</div>`;
  };
  const parts = {
    __LANG__: language,
    '<!--__HEAD__-->': `<title>Sidelight</title><style nonce="${nonce}">${PLAIN_STYLE}</style>`,
    __BODY__:
      `<main>${said('admin', 'connect', plainLinks(language, links))}${said('others', 'connect_by_admin')}` +
      `<form method="post" action="${quoted(action)}" data-ask="/zaf/${location}/connected" data-origin="${quoted(origin)}">` +
      `<input type="hidden" name="continued" value="${quoted(continued)}"></form></main>`,
  };
  res
    .status(200)
    .set({
      'content-security-policy': pagePolicy(nonce, origin, "'self'"),
      // Whoever opened the consent closes it again.
      'cross-origin-opener-policy': 'unsafe-none',
      'cache-control': 'no-store',
    })
    .type('html')
    .send(fillPage(template, parts, { nonce, sdkUrl }));
}
