import type { LineSink } from '../context/stream/line-stream.ts';

/** Holds back all that is written until it is known that it may be shown. What may not is dropped. */
export function gated(sink: LineSink, mayShow: Promise<boolean>): LineSink & { readonly isOver: Promise<void> } {
  let held = '';
  let isEnded = false;
  let state: 'waiting' | 'open' | 'shut' = 'waiting';
  let over = () => {};
  const isOver = new Promise<void>((resolve) => {
    over = resolve;
  });
  const end = (chunk: string) => {
    sink.end(chunk);
    over();
  };
  mayShow.then(
    (may) => {
      state = may ? 'open' : 'shut';
      if (!may) return over();
      if (isEnded) return end(held);
      if (held !== '') sink.write(held);
      held = '';
    },
    () => {
      state = 'shut';
      over();
    },
  );
  return {
    isOver,
    write(chunk) {
      if (state === 'open') sink.write(chunk);
      else if (state === 'waiting') held += chunk;
    },
    end(chunk) {
      if (state === 'open') return end(chunk);
      held += chunk;
      isEnded = true;
    },
  };
}
