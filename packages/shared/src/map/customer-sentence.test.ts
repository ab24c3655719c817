import { expect, it } from 'vitest';
import { customerSentence, languageNote } from './customer-sentence.ts';

const both = { en: 'I will check.', de: 'Ich prüfe es.' };

it.each([
  [
    'the customer’s language, not the agent’s',
    both,
    'de',
    'en-US',
    'Ich prüfe es.',
    'In German, the customer’s language.',
  ],
  ['the one that both read', both, 'de-AT', 'de', 'Ich prüfe es.', undefined],
  [
    'English for somebody whose language the map lacks',
    both,
    'fr',
    'de',
    'I will check.',
    'Auf Englisch: In der Sprache des Kunden (Französisch) gibt es keinen Text.',
  ],
  ['the agent’s where nobody knows the customer’s', both, undefined, 'de', 'Ich prüfe es.', undefined],
  ['a text without languages as it is', 'OK', 'fr', 'de', 'OK', undefined],
] as const)('is in %s', (_, text, customer, reader, sentence, note) => {
  expect(customerSentence(text, customer, reader)).toEqual({ sentence, ...(note && { note: note }) });
});

it('a language that nobody knows by name is said as it is written', () => {
  expect(languageNote('en', '??', 'en')).toBe('In English: there is no text in the customer’s language, ??.');
});
