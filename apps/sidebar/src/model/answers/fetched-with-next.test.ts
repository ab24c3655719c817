import { expect, it, vi } from 'vitest';
import { settled } from '../fakes.ts';
import { fetchedWithNext } from './fetched-with-next.ts';

const some = { corrections: [{ incidentId: 'i1' }] };

it('is fetched once, with the first answer that has something to put right', async () => {
  const show = vi.fn();
  const load = vi.fn(async () => show);
  const onAnswer = fetchedWithNext(load);
  onAnswer('1', undefined);
  onAnswer('1', { corrections: [] });
  await settled();
  expect(load).not.toHaveBeenCalled();
  onAnswer('1', some);
  onAnswer('2', undefined);
  await settled();
  expect(load).toHaveBeenCalledOnce();
  expect(show.mock.calls).toEqual([
    ['1', some],
    ['2', undefined],
  ]);
});

it('is fetched anew with the next answer where it could not be had', async () => {
  const show = vi.fn();
  const load = vi.fn<() => Promise<typeof show>>().mockRejectedValueOnce(new Error('gone')).mockResolvedValue(show);
  const onAnswer = fetchedWithNext(load);
  onAnswer('1', some);
  await settled();
  expect(show).not.toHaveBeenCalled();
  onAnswer('1', some);
  await settled();
  expect(show.mock.calls).toEqual([['1', some]]);
});
