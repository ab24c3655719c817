import { expect, it, vi } from 'vitest';
import { UpstreamError } from '../upstream-error.ts';
import { createProductCatalogue, type Product } from './product-catalogue.ts';

const pro: Product = { name: 'Pro', planCode: null };
const never = new AbortController().signal;

/** A vendor that answers when told to. */
function vendor() {
  const calls: { id: string; signal: AbortSignal; answer(product: Product | null): void; fail(error: Error): void }[] =
    [];
  const fetch = vi.fn(
    (id: string, signal: AbortSignal) =>
      new Promise<Product | null>((resolve, reject) => {
        calls.push({ id, signal, answer: resolve, fail: reject });
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
  );
  let nowMs = 0;
  const productOf = createProductCatalogue(fetch, () => nowMs);
  return { calls, fetch, productOf, pass: (ms: number) => (nowMs += ms) };
}

it('asks once for many who wait, and not again for ten minutes', async () => {
  const v = vendor();
  const all = Array.from({ length: 50 }, () => v.productOf('p1', never));
  v.calls[0]?.answer(pro);
  expect(await Promise.all(all)).toEqual(Array(50).fill(pro));
  expect(await v.productOf('p1', never)).toBe(pro);
  expect(v.fetch).toHaveBeenCalledTimes(1);
  v.pass(600_001);
  void v.productOf('p1', never);
  expect(v.fetch).toHaveBeenCalledTimes(2);
});

it('remembers that there is no such product, and forgets a failure', async () => {
  const v = vendor();
  const gone = v.productOf('gone', never);
  v.calls[0]?.answer(null);
  expect(await gone).toBeNull();
  expect(await v.productOf('gone', never)).toBeNull();
  const failing = v.productOf('p1', never);
  v.calls[1]?.fail(new UpstreamError('upstream_error'));
  await expect(failing).rejects.toMatchObject({ reason: 'upstream_error' });
  const again = v.productOf('p1', never);
  v.calls[2]?.answer(pro);
  expect(await again).toBe(pro);
});

it('lets one leave without the others, and calls off when the last has left', async () => {
  const v = vendor();
  const [one, other] = [new AbortController(), new AbortController()];
  const first = v.productOf('p1', one.signal);
  const second = v.productOf('p1', other.signal);
  one.abort(new UpstreamError('timeout'));
  await expect(first).rejects.toMatchObject({ reason: 'timeout' });
  expect(v.calls[0]?.signal.aborted).toBe(false);
  other.abort();
  await expect(second).rejects.toMatchObject({ reason: 'cancelled' });
  expect(v.calls[0]?.signal.aborted).toBe(true);
});

it('starts anew for who comes after a call was called off', async () => {
  const v = vendor();
  const left = new AbortController();
  const first = v.productOf('p1', left.signal);
  left.abort();
  const second = v.productOf('p1', never);
  await expect(first).rejects.toMatchObject({ reason: 'cancelled' });
  v.calls[1]?.answer(pro);
  expect(await second).toBe(pro);
});

it('does not ask for who has already left', async () => {
  const v = vendor();
  await expect(v.productOf('p1', AbortSignal.abort())).rejects.toMatchObject({ reason: 'cancelled' });
  expect(v.fetch).not.toHaveBeenCalled();
});

it('keeps five hundred, and drops the oldest for the next', async () => {
  const fetch = vi.fn().mockResolvedValue(pro);
  const productOf = createProductCatalogue(fetch, () => 0);
  for (let i = 0; i <= 500; i += 1) await productOf(`p${i}`, never);
  await productOf('p500', never);
  expect(fetch).toHaveBeenCalledTimes(501);
  await productOf('p0', never);
  expect(fetch).toHaveBeenCalledTimes(502);
});
