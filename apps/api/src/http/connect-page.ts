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
  /** An admin connects the helpdesk, or somebody allows it to be asked as them. */
  readonly asks: 'connect' | 'allow';
  readonly links: readonly PlainLink[];
}

/**
 * Asks for a consent at the helpdesk's own page, and is followed by the page itself once it is given. Before the helpdesk is
 * connected nobody can say here who is an admin: the page asks the helpdesk around it what to show, and the consent is
 * refused to anybody else.
 */
export function connectPage(res: Response, page: ConnectPage): void {
  const { template, sdkUrl, origin, location, query, continued, asks, links } = page;
  const language = languageOf(res);
  const nonce = randomBytes(16).toString('base64url');
  const action = `/zaf/${location}?${new URLSearchParams(query)}`;
  const said = (what: PlainPage, more = '') => {
    const [title, sentence] = plainWords[language].pages[what];
    return `<h1>${title}</h1><p>${sentence}</p>${more}`;
  };
  const saidTo = (who: 'admin' | 'others', text: string) => `<div data-for="${who}" hidden>${text}</div>`;
  const asked = said(asks, plainLinks(language, links));
  const parts = {
    __LANG__: language,
    '<!--__HEAD__-->': `<title>Sidelight</title><style nonce="${nonce}">${PLAIN_STYLE}</style>`,
    __BODY__:
      `<main>${asks === 'allow' ? asked : saidTo('admin', asked) + saidTo('others', said('connect_by_admin'))}` +
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
