import { expect, it } from 'vitest';
import { statusEn } from '../../words/status-en.ts';
import { whyInWords } from './why-in-words.ts';

it.each([
  ['answers with errors', 'it answers with errors'],
  ['pager: answers with errors', 'pager: it answers with errors'],
  ['pager: on fire', 'pager: on fire'],
  ['on fire', 'on fire'],
])('%s', (why, words) => {
  expect(whyInWords(why, statusEn)).toBe(words);
});
