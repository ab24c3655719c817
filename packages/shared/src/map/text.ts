import { z } from 'zod';
import { ownValue } from '../own-property.ts';

/**
 * Words people read: one text, or one per language (`en` is required and stands in for the rest). A region that spells
 * them differently has one of its own (`en-GB`).
 */
export const Text = z.union([z.string().min(1), z.object({ en: z.string().min(1) }).catchall(z.string().min(1))]);
export type Text = z.infer<typeof Text>;

/** The language that `say` answers in, for somebody of this one. */
export function spokenIn(text: Text, locale: string): string {
  const language = languageOf(locale);
  return typeof text !== 'string' && ownValue(text, language) === undefined ? 'en' : language;
}

/** Of `de-AT`, `de`. */
export const languageOf = (locale: string): string => locale.toLowerCase().split('-')[0] ?? 'en';

/** The text in the reader's language; a region falls back to its language, then to English. */
export function say(text: Text, locale: string): string {
  if (typeof text === 'string') return text;
  return ownValue(text, locale) ?? ownValue(text, languageOf(locale)) ?? text.en;
}
