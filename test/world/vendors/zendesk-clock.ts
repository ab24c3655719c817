/** The helpdesk's own clock: hours of it pass in a test at once, and it may be wrong. */
export interface ZendeskClock {
  now(): number;
  /** How far it is from this machine's. */
  setOffset(ms: number): void;
  advance(ms: number): void;
}

export function createZendeskClock(): ZendeskClock {
  let offsetMs = 0;
  return {
    now: () => Date.now() + offsetMs,
    setOffset(ms) {
      offsetMs = ms;
    },
    advance(ms) {
      offsetMs += ms;
    },
  };
}
