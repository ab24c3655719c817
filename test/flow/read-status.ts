import { type Status, StatusEvent } from '@sidelight/shared/health/status.ts';
import { StatusReport } from '@sidelight/shared/health/status-report.ts';
import type { Product } from './start-product.ts';

export interface StatusReader {
  /** The latest status. */
  now(): Status | undefined;
  /** Every status since the stream was opened. */
  readonly all: readonly Status[];
  /** The first status, past or future, that `fits`; rejects after `withinMs`. */
  until(fits: (status: Status) => boolean, withinMs?: number): Promise<Status>;
  close(): void;
}

/** One open page's status stream, each line checked against the contract. */
export async function readStatus(
  product: Pick<Product, 'url'>,
  token: string,
  ticketId?: string,
): Promise<StatusReader> {
  const stop = new AbortController();
  const response = await fetch(`${product.url}/v1/status/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(ticketId === undefined ? {} : { ticketId }),
    signal: stop.signal,
  });
  if (response.status !== 200) throw new Error(`the status stream answered ${response.status}`);
  const all: Status[] = [];
  const waiting = new Set<() => void>();
  void (async () => {
    let rest = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const event = StatusEvent.parse(JSON.parse(line));
        if (event.type === 'status') all.push(event.status);
      }
      for (const look of waiting) look();
    }
  })().catch(() => {});
  return {
    all,
    now: () => all.at(-1),
    close: () => stop.abort(),
    until: (fits, withinMs = 8000) =>
      new Promise((resolve, reject) => {
        const seen = all.length;
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`no such status within ${withinMs} ms; the last one was ${JSON.stringify(all.at(-1))}`));
        }, withinMs);
        const look = () => {
          const found = all.slice(Math.max(0, seen - 1)).find(fits);
          if (!found) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

/** The whole picture that leads and admins are given. */
export async function readReport(product: Pick<Product, 'url'>, token: string): Promise<StatusReport> {
  const answer = await fetch(`${product.url}/v1/status`, { headers: { authorization: `Bearer ${token}` } });
  return StatusReport.parse(await answer.json());
}
