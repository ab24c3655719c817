export interface HeartbeatDeps {
  /** This process is there, and is told whom to forget. */
  beat(): Promise<void>;
  leave(): Promise<void>;
  /** Never jumps, and goes on while this process is stopped. */
  steadyNow(): number;
  onTrouble(error: unknown): void;
}

export interface Heartbeat {
  /** `empty`: everything that is remembered of anybody. */
  start(empty: () => void): Promise<void>;
  /** So old may be what is remembered. */
  mostAgeMs(nowMs: number): number;
  stop(): Promise<void>;
}

const BEAT_EVERY_MS = 10_000;
/** A process that nobody has heard of for so long is waited for no more: it is gone, or its memory counts no more. */
export const GONE_MS = 5 * 60_000;
/** Before that: what somebody was told to forget meanwhile may be in it. */
const SILENT_MS = 4 * 60_000;
/** Until it is heard of again it remembers what it has just read, and nothing older. */
const ALONE_MS = 30_000;

/**
 * Says that this process is there, so that an erasure waits for it. One that could not say so for a while, because it
 * stood still or has no database, may have been told to forget somebody and not have heard it: what it remembers from
 * before is not looked at any more, and is gone before it counts again.
 */
export function createHeartbeat({ beat, leave, steadyNow, onTrouble }: HeartbeatDeps): Heartbeat {
  let heardMs = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let beating: Promise<void> | undefined;
  let isStopped = false;

  async function say(empty: () => void): Promise<void> {
    const askedMs = steadyNow();
    await beat();
    if (steadyNow() - heardMs > SILENT_MS) empty();
    heardMs = askedMs;
  }
  function schedule(empty: () => void): void {
    if (isStopped) return;
    timer = setTimeout(() => {
      beating = say(empty)
        .catch(onTrouble)
        .finally(() => schedule(empty));
    }, BEAT_EVERY_MS);
    timer.unref();
  }
  return {
    async start(empty) {
      await say(empty);
      schedule(empty);
    },
    mostAgeMs: (nowMs) => (nowMs - heardMs > SILENT_MS ? ALONE_MS : Number.POSITIVE_INFINITY),
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await beating;
      // What is not said ends by itself.
      await leave().catch(onTrouble);
    },
  };
}

/** Where no other process can be: nobody waits for this one. */
export const noHeartbeat: Heartbeat = {
  start: async () => {},
  mostAgeMs: () => Number.POSITIVE_INFINITY,
  stop: async () => {},
};
