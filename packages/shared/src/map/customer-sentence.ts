import { languageOf, say, spokenIn, type Text } from './text.ts';

/** A sentence that may be sent to a customer. */
export interface CustomerSentence {
  readonly sentence: string;
  /** What its reader should know of its language, in theirs. */
  readonly note?: string;
}

/** In the customer's language, else in English; in the reader's where nobody knows the customer's. */
export function customerSentence(text: Text, customer: string | undefined, reader: string): CustomerSentence {
  const language = spokenIn(text, customer ?? reader);
  const note = typeof text === 'string' ? undefined : languageNote(language, customer, reader);
  return { sentence: say(text, language), ...(note && { note }) };
}

/** Nothing is to be said where reader and customer read what is written. */
export function languageNote(written: string, customer: string | undefined, reader: string): string | undefined {
  if (customer === undefined) return undefined;
  const [is, wanted] = [languageOf(written), languageOf(customer)];
  if (is === wanted && is === languageOf(reader)) return undefined;
  const name = (language: string) => nameOf(language, reader);
  if (is === wanted) return say(same, reader).replace('%', name(is));
  return say(other, reader).replace('%', name(is)).replace('%', name(wanted));
}

const same = { en: 'In %, the customer’s language.', de: 'Auf %, der Sprache des Kunden.' };
const other = {
  en: 'In %: there is no text in the customer’s language, %.',
  de: 'Auf %: In der Sprache des Kunden (%) gibt es keinen Text.',
};

/** What no language is called, stays as it is written. */
export function nameOf(language: string, reader: string): string {
  try {
    return new Intl.DisplayNames([reader, 'en'], { type: 'language' }).of(language) ?? language;
  } catch {
    return language;
  }
}
