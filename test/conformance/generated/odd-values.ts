/** Numbers at and past the limits of integers, of times in seconds and in milliseconds, and of money. */
export const oddNumbers = [
  ...([0, -1, 1.5, 8.64e12, 8.64e12 + 1, 8.64e15 + 1, 2 ** 31, 2 ** 53, -(2 ** 53), 1e21, 1e300, -1e300] as const),
] as const;

/** Texts that stores, clocks, keys and cuts by length stumble over. */
export const oddTexts = [
  ...(['', ' ', '\u0000', 'a\u0000b', '\ud800', 'x\udc00y', '__proto__', 'constructor', 'toString', 'null'] as const),
  ...(['2026-02-30', '2026-13-45T99:99:99Z', '+275760-09-13T00:00:00.001Z', 'NaN', '1e999', '-0', '٣'] as const),
  ...([
    '👩‍👩‍👧‍👦'.repeat(200),
    '<script>alert(1)</script>',
    'javascript:alert(1)',
    '\u202e\u200b',
    '%00',
    '../..',
  ] as const),
] as const;
