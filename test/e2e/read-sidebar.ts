import type { Sidebar } from './sidebar.ts';

/** What an agent reads, card by card. White space is one space wherever it stands. */
export interface Reading {
  /** The text in each field's place, by field id. */
  readonly fields: Readonly<Record<string, string>>;
  /** The name of each drawing, by the id of the field it stands for. */
  readonly drawings: Readonly<Record<string, string>>;
  /** Who the customer is, or what stands between us and knowing it. */
  readonly customer: { readonly state: string; readonly text: string; readonly accounts: readonly string[] };
  /** What is said in place of fields that could not be had, by card. */
  readonly fallbacks: Readonly<Record<string, string>>;
  /** Issue titles in the order shown. */
  readonly issues: readonly string[];
  /** What is said of this opening; banners, which come when they come, are not part of it. */
  readonly announced: string;
  /** Elements that only markup in somebody's data could have made. */
  readonly strays: number;
}

const FOLDED = 'button[aria-expanded="false"]:is([data-fold="more"], [data-fold^="fallback:"])';

/** Unfolds the other known issues and what to do by hand, then reads everything at once. */
export async function readSidebar(sidebar: Sidebar): Promise<Reading> {
  await sidebar.settled();
  for (const opener of (await sidebar.find(FOLDED).all()).reverse()) await opener.click();
  await sidebar.find('main:not(:has(.panel .bar))').waitFor();
  // It is said once, by what comes after the cards.
  await sidebar.find('p.sr[role="status"]:not(:empty)').first().waitFor({ state: 'attached' });
  const frame = await sidebar.frame();
  return frame.evaluate(() => {
    const textOf = (element: Element | null) =>
      // biome-ignore lint/performance/useDomNodeTextContent: an agent reads what is rendered, not what is in the document
      ((element instanceof HTMLElement ? element.innerText : '') ?? '').replace(/\s+/g, ' ').trim();
    const all = (selector: string, within: ParentNode = document) => [...within.querySelectorAll(selector)];
    const customer = document.querySelector('[data-customer]');
    return {
      fields: Object.fromEntries(all('[data-field]').map((e) => [e.getAttribute('data-field') ?? '', textOf(e)])),
      drawings: Object.fromEntries(
        all('[data-field] svg[role="img"]').map((e) => [
          e.closest('[data-field]')?.getAttribute('data-field') ?? '',
          e.getAttribute('aria-label') ?? '',
        ]),
      ),
      customer: {
        state: customer?.getAttribute('data-customer') ?? '',
        text: textOf(customer),
        accounts: customer ? all('.account', customer).map(textOf) : [],
      },
      fallbacks: Object.fromEntries(
        all('section[data-card]').map((e) => [
          e.getAttribute('data-card') ?? '',
          all('[data-group]', e).map(textOf).join(' '),
        ]),
      ),
      issues: all('[data-issue] > [data-fold]').map(textOf),
      announced: all('.sr[role="status"]').map(textOf).join(' ').trim(),
      strays: all('img, main script, main i, main iframe, main a:not([href^="http"])').length,
    };
  });
}
