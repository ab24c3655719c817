import { render } from 'preact';
import { createSignOut, type SigningOut } from './model/sign-out/sign-out.ts';
import type { Client } from './model/status/client.ts';
import { createStore } from './model/store.ts';
import { signOutFoot } from './view/sign-out/sign-out-foot.tsx';
import { signedOut } from './view/sign-out/signed-out.tsx';
import { loadSignOutWords } from './words/sign-out-load.ts';

export interface SignOutDeps {
  readonly locale: string;
  readonly client: Pick<Client, 'post'>;
}

/** The way out below the last card. Who takes it sees nothing of the customer any more. */
export async function showSignOut({ locale, client }: SignOutDeps, page: Document): Promise<void> {
  const words = await loadSignOutWords(locale);
  const state = createStore<SigningOut>('not_asked');
  const take = createSignOut({ state, client });
  const place = page.createElement('div');
  page.body.append(place);
  const paint = () => {
    const now = state.get();
    if (now === 'ended') page.querySelector('main')?.remove();
    render(now === 'ended' ? signedOut(words) : signOutFoot({ words, take, state: now, look: 'link' }), place);
  };
  state.watch(paint);
  paint();
}
