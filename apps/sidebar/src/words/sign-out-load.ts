import type { SignOutWords } from './sign-out-words.ts';

/** The reader's language and no other is fetched. English stands in when it cannot be had. */
export async function loadSignOutWords(locale: string): Promise<SignOutWords> {
  const english = () => import('./sign-out-en.ts').then(({ signOutEn }) => signOutEn);
  if (!/^de\b/i.test(locale)) return english();
  return import('./sign-out-de.ts').then(({ signOutDe }) => signOutDe, english);
}
