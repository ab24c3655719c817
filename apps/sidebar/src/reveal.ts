import { isRevealAnswer } from 'virtual:reveal-wire';
import { h } from 'preact';
import type { Clock } from './host/port.ts';
import { createReveal } from './model/reveal.ts';
import type { Client } from './model/status/client.ts';
import type { Ticker } from './model/ticker.ts';
import { RevealBox } from './view/reveal/box.tsx';
import css from './view/reveal/reveal.css?inline';
import type { Revealing } from './view/unfold/reveal-place.tsx';
import { loadRevealWords } from './words/reveal-load.ts';

interface RevealingDeps {
  readonly locale: string;
  readonly client: Pick<Client, 'tell'>;
  readonly clock: Pick<Clock, 'after'>;
  readonly ticker: Pick<Ticker, 'nowMs'>;
}

/** Has a masked value shown for a minute. Fetched by who unfolds one. */
export async function openReveal({ locale, ...deps }: RevealingDeps, page: Document): Promise<Revealing> {
  const own = await loadRevealWords(locale);
  const sheet = new CSSStyleSheet();
  // A sheet of the script's own: the page's policy lets no style element in without its nonce.
  sheet.replaceSync(css);
  page.adoptedStyleSheets.push(sheet);
  return {
    box: (ticketId, field, label, ctx) =>
      ticketId === undefined
        ? h('p', null, own.unsaved)
        : h(RevealBox, { own, ctx, label, make: () => createReveal({ ...deps, isRevealAnswer }, { ticketId, field }) }),
  };
}
