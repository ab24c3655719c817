import type { Attention, Clock } from '../host/port.ts';

/** Ages only need to be roughly right; a number that changes every second is a fidget. */
export const TICK_MS = 5_000;

/** The server's time, for ages, and a slow beat to redraw them by. Still while nobody looks. */
export interface Ticker {
  nowMs(): number;
  /** The server says it is `at` (ISO 8601) now. */
  setServerTime(at: string): void;
  onTick(listener: () => void): () => void;
}

export function createTicker(clock: Clock, attention: Attention): Ticker {
  const listeners = new Set<() => void>();
  let aheadMs = 0;
  let stop: (() => void) | undefined;

  function schedule(): void {
    stop?.();
    stop = attention.isOn() && listeners.size > 0 ? clock.after(TICK_MS, beat) : undefined;
  }

  function beat(): void {
    for (const listener of listeners) listener();
    schedule();
  }

  // Shown again: ages have moved on meanwhile.
  attention.onChange(() => (attention.isOn() ? beat() : schedule()));

  return {
    nowMs: () => clock.nowMs() + aheadMs,
    setServerTime(at) {
      const serverMs = Date.parse(at);
      if (Number.isFinite(serverMs)) aheadMs = serverMs - clock.nowMs();
    },
    onTick(listener) {
      listeners.add(listener);
      if (!stop) schedule();
      return () => listeners.delete(listener);
    },
  };
}
