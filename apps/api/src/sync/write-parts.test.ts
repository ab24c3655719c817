import { expect, it } from 'vitest';
import type { BatchOutcome } from '../connectors/sync-port.ts';
import { UpstreamError } from '../connectors/upstream-error.ts';
import { writeParts } from './write-parts.ts';

const part = (...ids: string[]) => ids.map((id) => ({ id, values: {} }));
const written = (id: string) => ({ kind: 'written', id, versionMs: 1, values: {} }) as const;
const outcome = (...ids: string[]): BatchOutcome => ({ items: Object.fromEntries(ids.map((id) => [id, written(id)])) });

/** Each part ends as it says, by the id of its first item. */
const writing = (ends: Readonly<Record<string, BatchOutcome | Error>>) =>
  writeParts(
    Object.keys(ends).map((id) => part(id, `${id}b`)),
    async ([first]) => {
      const end = ends[first?.id ?? ''] ?? new Error('not asked for here');
      if (end instanceof Error) throw end;
      return end;
    },
  );

it('puts the answers of all parts together', async () => {
  expect(await writing({ 1: outcome('1', '1b'), 2: outcome('2') })).toEqual({ ...outcome('1', '1b', '2') });
});

it('hands on that the work goes on', async () => {
  expect(await writing({ 1: { items: {}, pending: 'job' } })).toEqual({ items: {}, pending: 'job' });
});

it('keeps what one part has done where another failed, and says what was not sent', async () => {
  const limited = new UpstreamError('rate_limited', 500);
  const lost = new UpstreamError('timeout');
  expect(await writing({ 1: outcome('1', '1b'), 2: limited, 3: lost })).toEqual({
    ...outcome('1', '1b'),
    notSent: ['2', '2b'],
  });
});

it('fails where all parts do, and where one fails of itself', async () => {
  const lost = new UpstreamError('timeout');
  await expect(writing({ 1: lost, 2: new UpstreamError('rate_limited', 5) })).rejects.toBe(lost);
  // Not as one of which nothing was done: the other may have been.
  await expect(writing({ 1: new UpstreamError('rate_limited', 5), 2: lost })).rejects.toBe(lost);
  const bug = new TypeError('a mistake');
  await expect(writing({ 1: outcome('1'), 2: bug })).rejects.toBe(bug);
});
