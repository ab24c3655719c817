import { isSearchAnswer } from 'virtual:find-wire';
import { h } from 'preact';
import { createSearch } from './model/search.ts';
import type { Sidebar } from './model/sidebar.ts';
import type { Client } from './model/status/client.ts';
import { FindBox } from './view/find/box.tsx';
import css from './view/find/find.css?inline';
import type { Find } from './view/unfold/find-place.tsx';
import { loadFindWords } from './words/find-load.ts';

interface FindDeps {
  readonly locale: string;
  readonly sidebar: Pick<Sidebar, 'state'>;
  readonly client: Pick<Client, 'tell'>;
}

/** Searches the CRM for the account of a requester that is not known, or is another. Fetched by who opens it. */
export async function openFind({ locale, sidebar, client }: FindDeps, page: Document): Promise<Find> {
  const own = await loadFindWords(locale);
  const sheet = new CSSStyleSheet();
  // A sheet of the script's own: the page's policy lets no style element in without its nonce.
  sheet.replaceSync(css);
  page.adoptedStyleSheets.push(sheet);
  const search = createSearch({ sidebar, client, isSearchAnswer });
  return {
    box: (requesterId, fold, ctx, say) =>
      h(FindBox, {
        ...{ ctx, own, say, search: (text: string) => search(requesterId, text) },
        onPick({ accountId, found }) {
          ctx.act(ctx.id, fold, ['pin', accountId, found]);
          ctx.toggle(ctx.id, fold);
          // What had the focus is gone: whoever goes by ear goes on where it says who the customer is.
          page.getElementById(`card-${ctx.id}`)?.focus();
        },
      }),
  };
}
