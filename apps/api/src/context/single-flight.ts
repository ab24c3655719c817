import { reasonOfAbort } from '../connectors/time-box.ts';
import { UpstreamError } from '../connectors/upstream-error.ts';

export interface SingleFlight<T> {
  /** Joins the flight under `key`, or starts it. Leaving early never ends it for the others; the last to leave does. */
  join(key: string, start: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T>;
}

interface Flight<T> {
  readonly promise: Promise<T>;
  readonly stop: AbortController;
  aboard: number;
}

/** One call in the air per key, however many wait for it. */
export function createSingleFlight<T>(): SingleFlight<T> {
  const flights = new Map<string, Flight<T>>();

  function begin(key: string, start: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const stop = new AbortController();
    const land = () => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    const flight: Flight<T> = { promise: start(stop.signal).finally(land), stop, aboard: 0 };
    flights.set(key, flight);
    return flight;
  }

  return {
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
        flight.promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
      });
    },
  };
}
