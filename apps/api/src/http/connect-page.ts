import { randomBytes } from 'node:crypto';
import type { Response } from 'express';
import { languageOf, PLAIN_STYLE, type PlainLink, plainLinks, quoted } from './plain-page.ts';
import { plainWords } from './plain-page-words.ts';

/** Opens the consent in a window of its own, and goes on as soon as the server says that it was given. */
const SCRIPT = `
const form = document.forms[0];
let popup, timer;
for (const link of document.links) link.addEventListener('click', (event) => {
  popup = window.open('', '_blank', 'popup,width=760,height=820');
  if (popup) {
    event.preventDefault();
    popup.opener = null;
    popup.location.replace(link.href);
  }
  clearInterval(timer);
  timer = setInterval(ask, 1500);
});
// It may have been given beside another ticket.
document.documentElement.addEventListener('pointerenter', ask);
async function ask() {
  const answer = await fetch(form.dataset.ask, { method: 'POST', body: new URLSearchParams(new FormData(form)) }).catch(() => {});
  if (!answer || answer.status === 202) return;
  clearInterval(timer);
  if (answer.status !== 204) return;
  document.documentElement.removeEventListener('pointerenter', ask);
  popup?.close();
  form.submit();
}`;

export interface ConnectPage {
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

/** Asks for a consent at the helpdesk's own page, and is followed by the page itself once it is given. */
export function connectPage(res: Response, { origin, location, query, continued, asks, links }: ConnectPage): void {
  const language = languageOf(res);
  const [title, sentence] = plainWords[language].pages[asks];
  const nonce = randomBytes(16).toString('base64url');
  const action = `/zaf/${location}?${new URLSearchParams(query)}`;
  res
    .status(200)
    .set({
      'content-security-policy':
        `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; ` +
        `form-action 'self'; object-src 'none'; base-uri 'none'; ` +
        `require-trusted-types-for 'script'; frame-ancestors ${origin}`,
      'cross-origin-opener-policy': 'unsafe-none',
      'cache-control': 'no-store',
    })
    .type('html')
    .send(
      `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${title}</title>` +
        `<style nonce="${nonce}">${PLAIN_STYLE}</style><main><h1>${title}</h1><p>${sentence}</p>${plainLinks(language, links)}` +
        `<form method="post" action="${quoted(action)}" data-ask="/zaf/${location}/connected">` +
        `<input type="hidden" name="continued" value="${quoted(continued)}"></form></main>` +
        `<script nonce="${nonce}">${SCRIPT}</script></html>`,
    );
}
