import type { SetupSay } from './setup-words.ts';

/** The reader's language and no other is fetched. American English stands in when it cannot be had. */
export async function loadSetupWords(locale: string): Promise<SetupSay> {
  const english = () => import('./setup-say-en.ts').then(({ setupSayEn }) => setupSayEn);
  if (/^de\b/i.test(locale)) return import('./setup-say-de.ts').then(({ setupSayDe }) => setupSayDe, english);
  const said = await english();
  if (!/^en-GB/i.test(locale)) return said;
  return import('./setup-say-en-gb.ts').then(
    ({ british }) => british(said),
    () => said,
  );
}
