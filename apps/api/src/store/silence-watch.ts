import { Socket } from 'node:net';

/** Nobody waits for a database that has not answered anything for some seconds. */
export class DatabaseSilent extends Error {
  override readonly name = 'DatabaseSilent';
  constructor() {
    super('the database does not answer');
  }
}

export interface SilenceWatchDeps {
  /** Asks it something on a connection of its own. False where no answer came in time, or nobody is there. */
  ask(): Promise<boolean>;
  /** Told when it falls silent, and when it answers again. */
  onChange(isSilent: boolean): void;
}

export interface SilenceWatch {
  isSilent(): boolean;
  /** For each connection: all of them are broken off when the database falls silent, in use or not. */
  socket(): Socket;
  /** Something is waited for. `giveUp`: ends the wait by itself, where it takes longer than anything may. */
  note<T>(waited: Promise<T>, giveUp: () => void): Promise<T>;
  /** From now on nothing may take longer than this. */
  setLongest(ms: number): void;
  close(): void;
}

const LOOK_EVERY_MS = 500;
/** So long nothing is asked: a statement may take its time. */
const SUSPECT_MS = 1500;
const AGAIN_MS = 1000;

/**
 * A database that hangs takes connections and answers nothing: without this everybody would wait as long as TCP does,
 * which is a quarter of an hour. What has waited for a moment makes us ask on a new connection; where that gets no answer
 * either, every wait ends, and nobody waits any more until it answers.
 */
export function createSilenceWatch({ ask, onChange }: SilenceWatchDeps): SilenceWatch {
  interface Wait {
    readonly sinceMs: number;
    giveUp(): void;
  }
  const waits = new Set<Wait>();
  const sockets = new Set<Socket>();
  let longestMs = Number.POSITIVE_INFINITY;
  let isSilent = false;
  let isAsking = false;
  let isClosed = false;
  let answers = 0;
  let timer: NodeJS.Timeout | undefined;

  function schedule(): void {
    if (timer || isClosed || (waits.size === 0 && !isSilent)) return;
    timer = setTimeout(look, isSilent ? AGAIN_MS : LOOK_EVERY_MS);
    timer.unref();
  }

  function look(): void {
    timer = undefined;
    const nowMs = performance.now();
    let isSuspect = false;
    for (const { sinceMs, giveUp } of waits) {
      if (nowMs - sinceMs > longestMs) giveUp();
      else if (nowMs - sinceMs > SUSPECT_MS) isSuspect = true;
    }
    if ((isSuspect || isSilent) && !isAsking) void check();
    schedule();
  }

  async function check(): Promise<void> {
    isAsking = true;
    const before = answers;
    const isAnswering = await ask();
    isAsking = false;
    // Where this process itself was held up, what it waited for may have come meanwhile.
    if (!isClosed) settle(!isAnswering && answers === before);
  }

  function settle(is: boolean): void {
    const isNews = is !== isSilent;
    isSilent = is;
    if (is) for (const socket of sockets) socket.destroy();
    if (isNews) onChange(is);
    schedule();
  }

  return {
    isSilent: () => isSilent,
    socket() {
      const socket = new Socket();
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      return socket;
    },
    note(waited, giveUp) {
      const wait = { sinceMs: performance.now(), giveUp };
      waits.add(wait);
      schedule();
      const over = () => void waits.delete(wait);
      waited.then(() => {
        answers++;
        over();
      }, over);
      return waited;
    },
    setLongest(ms) {
      longestMs = ms;
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
