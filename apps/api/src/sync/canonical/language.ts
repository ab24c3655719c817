import { invalid, singleText, value } from './single-text.ts';

/** BCP 47. Words such as `english` are well formed there too, but no language has a code that long. */
export const language = singleText((text) => {
  const tag = canonicalTag(text.trim().replaceAll('_', '-'));
  return tag !== undefined && /^[a-z]{2,3}(?:-|$)/.test(tag) ? value(tag) : invalid('unknown_language');
});

function canonicalTag(text: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch {
    return undefined;
  }
}
