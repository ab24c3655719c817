import type { ComponentChild } from 'preact';
import type { PageDeps } from './leads.ts';
import { createSignOut, type SigningOut } from './model/sign-out/sign-out.ts';
import { createStore } from './model/store.ts';
import { signOutFoot } from './view/sign-out/sign-out-foot.tsx';
import { signedOut } from './view/sign-out/signed-out.tsx';
import { loadSignOutWords } from './words/sign-out-load.ts';

export interface PageSignOut {
  /** Below the page; or in its place, once its reader has signed out. */
  around(page: () => ComponentChild): ComponentChild;
}

/** The way out of all that somebody has open here, fetched once the page stands. */
export async function openPageSignOut({ boot, client, repaint }: PageDeps): Promise<PageSignOut> {
  const words = await loadSignOutWords(boot.locale);
  const state = createStore<SigningOut>('not_asked');
  const take = createSignOut({ state, client });
  state.watch(repaint);
  return {
    around: (page) =>
      state.get() === 'ended'
        ? signedOut(words)
        : [page(), signOutFoot({ words, take, state: state.get(), look: 'btn' })],
  };
}
