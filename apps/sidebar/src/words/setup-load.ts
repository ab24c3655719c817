import { setupEn } from './setup-en.ts';
import type { SetupWords } from './setup-words.ts';

/** The reader's language, fetched only if it is not English. English stands in when it cannot be had. */
export async function loadSetupWords(locale: string): Promise<SetupWords> {
  if (!/^de\b/i.test(locale)) return setupEn;
  return import('./setup-de.ts').then(
    (module) => module.setupDe,
    () => setupEn,
  );
}
