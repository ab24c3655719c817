import type { Dispatcher } from 'undici';
import { UpstreamError } from '../upstream-error.ts';

/** More than this is no answer of ours; its socket is closed as soon as that shows. */
const MAX_BYTES = 1_000_000;

/** One answer, read to its end. Header names in lower case. */
export interface WholeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/**
 * Sends one request and collects its answer. By undici's own handler rather than its `request`: no stream, no
 * promise and no async resource a body, 8 µs a call. Rejects with the signal's reason, `bad_answer` for a body
 * over the limit, or undici's own error.
 */
export function exchange(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  signal: AbortSignal,
  maxBytes = MAX_BYTES,
): Promise<WholeAnswer> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let status = 0;
    let headers: WholeAnswer['headers'] = {};
    let bytes = 0;
    const chunks: Buffer[] = [];
    // What is aborted is told at once; undici's own error follows, and changes nothing any more.
    const stop = (error: Error) => {
      signal.removeEventListener('abort', onAbort);
      reject(error);
      controller?.abort(error);
    };
    const onAbort = () => stop(asError(signal.reason));
    if (signal.aborted) return reject(asError(signal.reason));
    signal.addEventListener('abort', onAbort);
    dispatcher.dispatch(options, {
      onRequestStart(given) {
        controller = given;
        if (signal.aborted) given.abort(asError(signal.reason));
      },
      onResponseStart(_, code, given) {
        status = code;
        headers = given;
        if (Number(given['content-length']) > maxBytes) stop(new UpstreamError('bad_answer'));
      },
      onResponseData(_, chunk) {
        bytes += chunk.length;
        if (bytes > maxBytes) return stop(new UpstreamError('bad_answer'));
        chunks.push(chunk);
      },
      onResponseEnd() {
        signal.removeEventListener('abort', onAbort);
        resolve({ status, headers, text: textOf(chunks) });
      },
      onResponseError: (_, error) => stop(error),
    });
  });
}

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new UpstreamError('cancelled'));

/** UTF-8, without the mark some put before it. */
function textOf([first, ...others]: readonly Buffer[]): string {
  if (!first) return '';
  const whole = others.length === 0 ? first : Buffer.concat([first, ...others]);
  return whole.toString('utf8', whole[0] === 0xef && whole[1] === 0xbb && whole[2] === 0xbf ? 3 : 0);
}
