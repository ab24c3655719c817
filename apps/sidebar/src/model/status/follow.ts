import type { StatusRequest } from '@sidelight/shared/health/status.ts';
import type { Clock } from '../../host/port.ts';
import { type Check, type Client, isShut, type Refusal } from './client.ts';

/** `E`: as much of each line as is read. */
export interface FollowDeps<E> {
  readonly client: Client;
  readonly clock: Clock;
  isStatusEvent: Check<E>;
  /** What is on screen, for each connection anew. */
  request(): StatusRequest;
  /** Nobody looks: ask now and then instead of keeping a connection that another page could need. */
  isAside(): boolean;
  random(): number;
  onEvent(event: E): void;
  /** No word for longer than two beats and a half. */
  onSilence(): void;
  /** We are not let in any more, and trying again would not help. */
  onRefused(refusal: Refusal): void;
}

export const SILENCE_MS = 25_000;
const FIRST_RETRY_MS = 1_000;
const MAX_RETRY_MS = 30_000;
/** The server ends every stream now and then; not everybody comes back in the same instant. */
const RETURN_MS = 400;
/** Well within the time after which the server takes the page for closed. */
export const ASIDE_MS = 15_000;

export interface Following {
  /** Something else is on screen, or nobody looks, or somebody again: the server is told by a new connection, at once. */
  restart(): void;
}

/** Keeps the status stream open for as long as the page lives. */
export function follow<E>(deps: FollowDeps<E>): Following {
  const { client, clock } = deps;
  let failures = 0;
  let open: AbortController | undefined;
  let stopRetry: (() => void) | undefined;
  let stopSilence: (() => void) | undefined;

  /** `current` is the connection that has to be given up when nothing is heard. */
  function listen(current: AbortController | undefined): void {
    stopSilence?.();
    stopSilence = clock.after(SILENCE_MS, () => {
      deps.onSilence();
      current?.abort();
    });
  }

  async function connect(): Promise<void> {
    stopRetry = undefined;
    const own = new AbortController();
    open = own;
    // An open connection that never says a word is given up; one silence is enough to say so once.
    const stopPatience = clock.after(SILENCE_MS, () => own.abort());
    let isHeard = false;
    const isAside = deps.isAside();
    const answer = await client.stream(
      '/v1/status/stream',
      { ...deps.request(), ...(isAside && { isAside }) },
      deps.isStatusEvent,
      (event) => {
        stopPatience();
        isHeard = true;
        failures = 0;
        listen(own);
        deps.onEvent(event);
      },
      own.signal,
    );
    stopPatience();
    if (open !== own) return;
    if (!answer.ok && isShut(answer.refusal)) {
      stopSilence?.();
      return deps.onRefused(answer.refusal);
    }
    const isOver = answer.ok && isHeard;
    const waitMs = isOver ? (isAside ? ASIDE_MS : RETURN_MS) : Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** failures++);
    stopRetry = clock.after(waitMs * (0.5 + deps.random() / 2), connect);
  }

  listen(undefined);
  void connect();
  return {
    restart() {
      const before = open;
      open = undefined;
      stopRetry?.();
      before?.abort();
      void connect();
    },
  };
}
