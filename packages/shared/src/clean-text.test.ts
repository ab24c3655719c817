import { expect, it } from 'vitest';
import { cleanJson, isCleanText } from './clean-text.ts';
import { cutText } from './cut-text.ts';

it.each([
  [String.raw`{"a":"x\u0000y"}`, { a: 'x\ufffdy' }],
  [String.raw`{"a":"\ud83d"}`, { a: '\ufffd' }],
  [String.raw`{"a":"\ude00\ud83d"}`, { a: '\ufffd\ufffd' }],
  [String.raw`{"a":"\uD83D\uDE00"}`, { a: '😀' }],
  [String.raw`{"a":"\ud83d\ud83d\ude00"}`, { a: '\ufffd😀' }],
  [String.raw`{"a\u0000":1}`, { 'a\ufffd': 1 }],
  [String.raw`{"a":"\\u0000 \\ud83d"}`, { a: String.raw`\u0000 \ud83d` }],
  [String.raw`{"a":"\\\u0000"}`, { a: '\\\ufffd' }],
])('%s is read without what cannot be stored', (text, read) => {
  expect(JSON.parse(cleanJson(text))).toEqual(read);
});

it('knows text that cannot be stored', () => {
  expect(['a', '😀', 'a\0', '\ud83d'].map(isCleanText)).toEqual([true, true, false, false]);
});

it.each([
  ['short', 10, 'short'],
  ['0123456789', 10, '0123456789'],
  ['01234567890', 10, '012345678…'],
  ['12345678😀xx', 10, '12345678…'],
  ['abc👨‍👩‍👧‍👦def', 10, 'abc…'],
  ['cafe\u0301s', 5, 'caf…'],
  ['\ud83d', 5, '\ufffd'],
  ['👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 4, '…'],
])('%s within %i is cut between characters', (text, most, cut) => {
  expect(cutText(text, most)).toBe(cut);
});
