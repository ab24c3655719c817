import { expect, it } from 'vitest';
import { measureRude } from '../bench/rude.ts';

/** The short form of `npm run bench -- --only rude`: a second or two says nothing about a fifth more or less. */
it('fifty agents at work get every answer, and hardly later, beside one client that asks for everything', async () => {
  const { pairs, told } = await measureRude({ forMs: 3000, pairs: 1 });
  const [{ quietMs, rudeMs, refused } = { quietMs: 0, rudeMs: Number.NaN, refused: -1 }] = pairs;
  expect(refused).toBe(0);
  expect(rudeMs).toBeLessThan(2 * quietMs + 50);
  const {
    429: limited = 0,
    200: answered = 0,
    'stream 200': streams = 0,
    'stream 429': refusedStreams = 0,
  } = told.statuses;
  expect(limited).toBeGreaterThan(told.sent / 2);
  expect(answered).toBeLessThan(400);
  expect(streams).toBeLessThanOrEqual(40);
  expect(refusedStreams).toBeGreaterThan(900);
}, 120_000);
