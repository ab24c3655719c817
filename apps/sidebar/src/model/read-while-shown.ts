import type { Attention, Clock } from '../host/port.ts';

export interface ReadWhileShownDeps<T> {
  readonly clock: Clock;
  readonly attention: Attention;
  readonly everyMs: number;
  ask(): Promise<T>;
  /** Only the newest answer counts. */
  take(answer: T): void;
}

export interface ReadWhileShown {
  setShown(isShown: boolean): void;
  refresh(): void;
}

/** A part of a page that is read again and again for as long as somebody looks at it. */
export function readWhileShown<T>({ clock, attention, everyMs, ask, take }: ReadWhileShownDeps<T>): ReadWhileShown {
  let isOnScreen = false;
  let newest = 0;
  let stopWaiting: (() => void) | undefined;
  const readIfSeen = () => isOnScreen && attention.isOn() && void read();

  async function read(): Promise<void> {
    const turn = ++newest;
    stopWaiting?.();
    const answer = await ask();
    if (turn !== newest) return;
    take(answer);
    stopWaiting = clock.after(everyMs, readIfSeen);
  }
  attention.onChange(readIfSeen);

  return {
    setShown(isShown) {
      const hasCome = isShown && !isOnScreen;
      isOnScreen = isShown;
      if (hasCome) void read();
    },
    refresh: () => void read(),
  };
}
