import type { ContextEvent } from '@sidelight/shared/context/event.ts';
import { readableJson } from '@sidelight/shared/readable-text.ts';

/** Where the lines go. One `write` a flush. */
export interface LineSink {
  write(chunk: string): void;
  end(chunk: string): void;
}

export interface LineStream {
  /** The first line, already written out. It waits a little for company. */
  open(line: string): void;
  event(event: ContextEvent): void;
  /** Sends what has gathered, in one write. */
  flush(): void;
  /** Everything after the first line, for a later request that would get the same. */
  tail(): string;
  /** Nothing but the first line goes out before this is kept; where it is not, nothing else ever does. */
  until(isOnRecord: Promise<unknown>): void;
  end(): void;
}

/** Lines are cheap, system calls are not: events gather until somebody flushes. */
export function createLineStream(sink: LineSink): LineStream {
  let opening = '';
  let waiting = '';
  let held = 0;
  let isWanted = false;
  let tail = '';
  const take = () => {
    const chunk = held > 0 ? opening : opening + waiting;
    opening = '';
    if (held === 0) waiting = '';
    return chunk;
  };
  const flush = () => {
    isWanted = held > 0;
    const chunk = take();
    if (chunk !== '') sink.write(chunk);
  };
  return {
    open(line) {
      opening = line;
    },
    event(event) {
      const line = `${readableJson(event)}\n`;
      waiting += line;
      tail += line;
    },
    flush,
    tail: () => tail,
    until(isOnRecord) {
      held++;
      isOnRecord.then(
        () => {
          held--;
          if (isWanted && held === 0) flush();
        },
        () => {},
      );
    },
    end: () => sink.end(take()),
  };
}
