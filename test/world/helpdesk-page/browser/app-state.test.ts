import { expect, it } from 'vitest';
import { type AppState, isFrameShown, sentenceFor } from './app-state.ts';

it.each<AppState['at']>(['unsigned', 'down', 'refused', 'silent', 'hidden', 'background'])(
  'says what is wrong and what to do when %s',
  (at) => {
    // None of these states carries more than its name.
    const { title, todo } = sentenceFor({ at } as AppState) ?? {};
    expect([title, todo]).toEqual([expect.stringMatching(/\w/), expect.stringMatching(/\.$/)]);
  },
);

it('says nothing while the app opens and once it speaks for itself', () => {
  expect(sentenceFor({ at: 'opening' })).toBeUndefined();
  expect(sentenceFor({ at: 'ready', tookMs: 1, sdkVersion: '2' })).toBeUndefined();
});

it('hides the browser’s own error page, and shows what a server answered', () => {
  expect(isFrameShown({ at: 'down' })).toBe(false);
  expect(isFrameShown({ at: 'refused' })).toBe(true);
});
