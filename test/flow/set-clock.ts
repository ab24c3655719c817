/** The machine's clock as it is set by hand: everything of this process that asks for the date is told another one. */
export interface SetClock {
  /** Forward by so much, or back. */
  jump(byMs: number): void;
  restore(): void;
}

export function takeClock(): SetClock {
  const real = Date;
  let offMs = 0;
  const now = () => real.now() + offMs;
  // The same class with another sense of now: what was made before is still a date.
  globalThis.Date = new Proxy(real, {
    construct: (target, given, as) => Reflect.construct(target, given.length === 0 ? [now()] : given, as),
    apply: () => new real(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
  return {
    jump(byMs) {
      offMs += byMs;
    },
    restore() {
      globalThis.Date = real;
    },
  };
}
