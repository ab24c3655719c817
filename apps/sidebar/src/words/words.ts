import type { basicEn } from './basic-en.ts';
import type { en } from './en.ts';
import type { BasicSentences, CommonSentences, Sentences } from './sentences.ts';

/** What the pages for leads say with the sidebar's words. */
export interface CommonWords extends CommonSentences {
  readonly ui: Readonly<Record<keyof (typeof basicEn)['ui'], string>>;
}

export interface BasicWords extends CommonWords, BasicSentences {}

/**
 * Every word the sidebar itself says, in one language; labels, fallbacks and titles are the map's.
 * English decides which there are, and the compiler holds the other languages to it.
 */
export interface Words extends Sentences {
  readonly ui: Readonly<Record<keyof (typeof en)['ui'], string>>;
}

/** Puts the values in where the percent signs are. */
export const fill = (text: string, ...values: readonly string[]): string => {
  let next = 0;
  return text.replaceAll('%', () => values[next++] ?? '');
};
