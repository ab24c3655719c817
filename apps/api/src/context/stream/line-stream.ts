import type { ContextEvent } from '@sidelight/shared/context/event.ts';

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
  end(): void;
}

/** Lines are cheap, system calls are not: events gather until somebody flushes. */
export function createLineStream(sink: LineSink): LineStream {
  let waiting = '';
  let tail = '';
  const take = () => {
    const chunk = waiting;
    waiting = '';
    return chunk;
  };
  return {
    open(line) {
      waiting = line;
    },
    event(event) {
      const line = `${JSON.stringify(event)}\n`;
      waiting += line;
      tail += line;
    },
    flush() {
      if (waiting !== '') sink.write(take());
    },
    tail: () => tail,
    end: () => sink.end(take()),
  };
}
