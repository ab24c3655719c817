import type { Effect, HostState, Input } from '../host/state.ts';
import { step } from '../host/step.ts';
import type { ToApp } from '../host/to-app.ts';

export interface Channel {
  send(input: Input): void;
  /**
   * From here on there is a page. Only messages from this very window, and from the app's origin, are let in;
   * only that origin can read what is posted.
   */
  attach(frame: HTMLIFrameElement, appOrigin: string): void;
  close(): void;
}

/** Runs the protocol for one instance of the app, whose frame may come later or never. */
export function openChannel(start: HostState, perform: (effect: Exclude<Effect, { type: 'post' }>) => void): Channel {
  const closing = new AbortController();
  let state = start;
  let post: (message: ToApp) => void = () => {};

  const send = (input: Input) => {
    if (closing.signal.aborted) return;
    const next = step(state, input);
    state = next.state;
    for (const effect of next.effects) {
      if (effect.type === 'post') post(effect.message);
      else perform(effect);
    }
  };
  return {
    send,
    attach(frame, appOrigin) {
      post = (message) => frame.contentWindow?.postMessage(JSON.stringify(message), appOrigin);
      window.addEventListener(
        'message',
        (event) => {
          if (event.source !== frame.contentWindow || event.origin !== appOrigin) return;
          send({ type: 'received', data: event.data });
        },
        { signal: closing.signal },
      );
    },
    close: () => closing.abort(),
  };
}
