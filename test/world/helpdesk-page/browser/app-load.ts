import { postEntry } from './app-entry.ts';
import type { AppState } from './app-state.ts';
import type { EntryRequest, Server } from './server.ts';

const helloMs = 3000;
const silenceMs = 8000;

/**
 * Signs in, posts the token into the frame, and finds out what is wrong when no app says hello.
 * A page of another origin cannot be read, so the causes are told apart by asking the API if it is alive.
 */
export async function loadApp(
  server: Server,
  frame: HTMLIFrameElement,
  entry: EntryRequest,
  hasSaidHello: () => boolean,
  tell: (state: AppState) => void,
  signal: AbortSignal,
): Promise<void> {
  const later = (run: () => void, ms: number) => {
    const timer = setTimeout(run, ms);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  };
  const diagnose = async (whenUp: AppState | undefined) => {
    const isUp = await server.isApiUp(signal).catch(() => false);
    if (signal.aborted || hasSaidHello()) return;
    if (!isUp) tell({ at: 'down' });
    else if (whenUp) tell(whenUp);
  };

  const signed = await server.sign(entry, signal).catch(() => undefined);
  if (signal.aborted) return;
  if (!signed) return tell({ at: 'unsigned' });
  frame.addEventListener(
    'load',
    () => {
      void diagnose(undefined);
      later(() => void diagnose({ at: 'refused' }), helloMs);
    },
    { signal },
  );
  postEntry(signed, frame.name);
  later(() => void diagnose({ at: 'silent' }), silenceMs);
}
