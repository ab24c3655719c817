import { UpstreamError } from '../upstream-error.ts';
import { reasonOfAbort } from './time-box.ts';

export interface SingleFlight<T> {
  /** Joins the flight under `key`, or starts it. Leaving early never ends it for the others; the last to leave does. */
  join(key: string, start: Start<T>, signal: AbortSignal): Promise<T>;
  /** Who is aboard gets what they asked for; who comes from now on begins anew. */
  drop(key: string): void;
}

/** `isCurrent` is false once what is being asked has been dropped: the answer may be older than what dropped it. */
type Start<T> = (signal: AbortSignal, isCurrent: () => boolean) => Promise<T>;

interface Flight<T> {
  readonly promise: Promise<T>;
  readonly stop: AbortController;
  aboard: number;
  isCurrent: boolean;
}

/**
 * One call in the air per key, however many wait for it. Not lru-cache's `fetch`: there one caller's abort is no
 * business of the others, and nobody is told when the last of them has left.
 */
export function createSingleFlight<T>(): SingleFlight<T> {
  const flights = new Map<string, Flight<T>>();

  function begin(key: string, start: Start<T>): Flight<T> {
    const stop = new AbortController();
    const land = () => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    const promise = start(stop.signal, () => flight.isCurrent).finally(land);
    const flight: Flight<T> = { promise, stop, aboard: 0, isCurrent: true };
    flights.set(key, flight);
    return flight;
  }

  return {
    drop(key) {
      const flight = flights.get(key);
      if (flight) flight.isCurrent = false;
      flights.delete(key);
    },
    join(key, start, signal) {
      if (signal.aborted) return Promise.reject(reasonOfAbort(signal));
      const flight = flights.get(key) ?? begin(key, start);
      flight.aboard++;
      return new Promise<T>((resolve, reject) => {
        const leave = () => {
          flight.aboard--;
          if (flight.aboard === 0) {
            // Gone before it lands: nobody may join a flight that is being called off.
            if (flights.get(key) === flight) flights.delete(key);
            flight.stop.abort(new UpstreamError('cancelled'));
          }
          reject(reasonOfAbort(signal));
        };
        signal.addEventListener('abort', leave, { once: true });
        const stay = () => signal.removeEventListener('abort', leave);
        flight.promise.then(
          (value) => {
            stay();
            resolve(value);
          },
          (error: unknown) => {
            stay();
            reject(error);
          },
        );
      });
    },
  };
}
