import { lazily } from '@sidelight/shared/lazily.ts';
import codes from 'i18n-iso-countries/codes.json' with { type: 'json' };
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };

/** Accents, dots, apostrophes and capital letters are spelled as everybody likes. */
const key = (name: string) =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/\bst\b/g, 'saint')
    .replace(/[^a-z]/g, '')
    .replace(/^the/, '');

/** Names that lists leave out and people use. */
const alsoCalled = { MM: 'Burma', MO: 'Macau', SZ: 'Swaziland', CV: 'Cabo Verde', CZ: 'Czech Rep.' };

const twoLetters = lazily(() => new Set(codes.map(([two]) => two!)));
const threeLetters = lazily(() => new Map(codes.map(([two, three]) => [three!, two!])));
/** A name that two countries share, such as Congo, names neither. */
const byName = lazily(() => {
  const spoken = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const all = [...Object.entries<string | string[]>(english.countries), ...Object.entries(alsoCalled)];
  const named = all.flatMap(([code, names]) =>
    [names, spoken.of(code) ?? []].flat().map((name) => ({ code, key: key(name) })),
  );
  return new Map(
    [...Map.groupBy(named, (entry) => entry.key)].flatMap(([name, entries]) => {
      const [code, ...others] = new Set(entries.map((entry) => entry.code));
      return code !== undefined && others.length === 0 ? [[name, code]] : [];
    }),
  );
});

/** From two letters, three, or a name in English. */
export function countryCode(text: string): string | undefined {
  const code = text.trim().toUpperCase();
  if (twoLetters().has(code)) return code;
  return threeLetters().get(code) ?? byName().get(key(text));
}
