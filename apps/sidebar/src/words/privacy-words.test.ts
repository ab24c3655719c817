import { expect, it } from 'vitest';
import { blanks } from './blanks.ts';
import { privacyDe } from './privacy-de.ts';
import { privacyEn } from './privacy-en.ts';
import { loadPrivacyWords } from './privacy-load.ts';

it('have the same blanks in both languages, and are of the reader’s', async () => {
  expect(blanks(privacyDe)).toEqual(blanks(privacyEn));
  expect(await loadPrivacyWords('de-CH')).toBe(privacyDe);
  expect(await loadPrivacyWords('fr')).toBe(privacyEn);
});
