import type { Response } from 'express';

export interface Target {
  readonly url: string;
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** In place of a JSON body. */
  readonly bytes?: Buffer;
}

const timeoutMs = 8000;

/** Passes one call on and its answer back; a target that does not answer is a 502 that says which. */
export async function forward(target: Target, name: string, res: Response): Promise<void> {
  const gone = new AbortController();
  res.once('close', () => gone.abort());
  const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(timeoutMs)]);
  try {
    const answer = await fetch(target.url, {
      method: target.method,
      headers: {
        accept: 'application/json',
        'content-type': target.bytes ? 'application/octet-stream' : 'application/json',
        ...target.headers,
      },
      redirect: 'manual',
      signal,
      ...(target.body === undefined ? {} : { body: JSON.stringify(target.body) }),
      ...(target.bytes === undefined ? {} : { body: new Uint8Array(target.bytes) }),
    });
    const body = Buffer.from(await answer.arrayBuffer());
    res.status(answer.status);
    if (answer.status !== 204) res.type(answer.headers.get('content-type') ?? 'application/json');
    res.end(body);
  } catch {
    if (res.headersSent || gone.signal.aborted) return;
    res.status(502).json({ title: `${name} did not answer.` });
  }
}
