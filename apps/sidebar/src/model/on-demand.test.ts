import { expect, it } from 'vitest';
import { settled } from './fakes.ts';
import { createOnDemand } from './on-demand.ts';

function setup() {
  const asked: PromiseWithResolvers<string>[] = [];
  const seen: unknown[] = [];
  const part = createOnDemand(
    () => {
      const answer = Promise.withResolvers<string>();
      asked.push(answer);
      return answer.promise;
    },
    () => seen.push(part.get()),
  );
  return { asked, seen, part };
}

it('is fetched once, however often it is wanted, and said to have come', async () => {
  const { asked, seen, part } = setup();
  const [first, second] = [part.want(), part.want()];
  asked[0]?.resolve('here');
  expect([await first, await second, await part.want()]).toEqual(['here', 'here', 'here']);
  expect([asked.length, seen, part.get()]).toEqual([1, ['here'], 'here']);
});

it('says that it could not be had, and is fetched anew when it is wanted again', async () => {
  const { asked, seen, part } = setup();
  const first = part.want();
  asked[0]?.reject(new Error('gone'));
  await expect(first).rejects.toThrow('gone');
  await settled();
  expect(part.get()).toBe('failed');
  const second = part.want();
  expect(part.get()).toBeUndefined();
  asked[1]?.resolve('here');
  expect(await second).toBe('here');
  expect(seen).toEqual(['failed', undefined, 'here']);
});
