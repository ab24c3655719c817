import { type BackgroundWords, backgroundEn } from './background-en.ts';

/** The reader's language, fetched only if it is not English. English stands in when it cannot be had. */
export async function loadBackgroundWords(locale: string): Promise<BackgroundWords> {
  if (!/^de\b/i.test(locale)) return backgroundEn;
  return import('./background-de.ts').then(
    (module) => module.backgroundDe,
    () => backgroundEn,
  );
}
