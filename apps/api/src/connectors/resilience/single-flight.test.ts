import { describe, expect, it } from 'vitest';
import { isUpstreamError } from '../upstream-error.ts';
import { createSingleFlight } from './single-flight.ts';

const never = new AbortController().signal;

describe('single flight', () => {
  it('makes one call for a thousand callers', async () => {
    const flights = createSingleFlight<number>();
    let calls = 0;
    const start = async () => ++calls;
    const all = await Promise.all(Array.from({ length: 1000 }, () => flights.join('k', start, never)));
    expect(new Set(all)).toEqual(new Set([1]));
    expect(await flights.join('k', start, never)).toBe(2);
  });

  it('shares a failure too, and starts anew after it', async () => {
    const flights = createSingleFlight<string>();
    const fail = () => Promise.reject(new Error('down'));
    const both = await Promise.allSettled([flights.join('k', fail, never), flights.join('k', fail, never)]);
    expect(both.map((r) => r.status)).toEqual(['rejected', 'rejected']);
    expect(await flights.join('k', async () => 'up', never)).toBe('up');
  });

  it('goes on for the others when one leaves, and is called off when the last one does', async () => {
    const flights = createSingleFlight<string>();
    let calledOff = false;
    const hang = (signal: AbortSignal) =>
      new Promise<string>((_, reject) =>
        signal.addEventListener('abort', () => {
          calledOff = true;
          reject(signal.reason);
        }),
      );
    const [a, b] = [new AbortController(), new AbortController()];
    const first = flights.join('k', hang, a.signal).catch((e: unknown) => e);
    const second = flights.join('k', hang, b.signal).catch((e: unknown) => e);
    a.abort();
    const left = await first;
    expect(isUpstreamError(left) && left.reason).toBe('cancelled');
    expect(calledOff).toBe(false);
    b.abort();
    await second;
    expect(calledOff).toBe(true);
    expect(await flights.join('k', async () => 'new', never)).toBe('new');
  });

  it('does not start for somebody who has already left', async () => {
    const flights = createSingleFlight<string>();
    const gone = AbortSignal.abort();
    let started = false;
    await flights
      .join(
        'k',
        async () => {
          started = true;
          return '';
        },
        gone,
      )
      .catch(() => {});
    expect(started).toBe(false);
  });
});
