import type { SignOutWords } from '../../words/sign-out-words.ts';

/** All that is left of a page whose reader has signed out. */
export const signedOut = ({ ended }: SignOutWords) => (
  <main class="status alone">
    <h1>{ended.title}</h1>
    <p role="status">{ended.next}</p>
  </main>
);
