import { type BannerWords, bannerEn } from './banner-en.ts';

/** The reader's language, fetched only if it is not English. English stands in when it cannot be had. */
export async function loadBannerWords(locale: string): Promise<BannerWords> {
  if (!/^de\b/i.test(locale)) return bannerEn;
  return import('./banner-de.ts').then(
    (module) => module.bannerDe,
    () => bannerEn,
  );
}
