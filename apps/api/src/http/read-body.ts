import type { IncomingMessage } from 'node:http';

/** `too_long`: the rest is unread. `gone`: the caller has left before the end, and hears no answer. */
export type Body = { readonly text: string } | 'too_long' | 'gone';

/** The body as text, of at most `most` bytes. Never rejects. */
export function readBody(req: IncomingMessage, most: number): Promise<Body> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    req.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > most) {
        req.pause();
        resolve('too_long');
        return;
      }
      chunks.push(chunk);
    });
    // A context's request comes in one piece: nothing to put together.
    req.on('end', () => {
      const [first] = chunks;
      const whole = first && chunks.length === 1 ? first : Buffer.concat(chunks);
      resolve({ text: whole.toString('utf8') });
    });
    req.on('error', () => resolve('gone'));
    req.on('close', () => resolve('gone'));
  });
}
