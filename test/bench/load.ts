import { Pool } from 'undici';

export interface Target {
  readonly url: string;
  readonly token?: string;
  /** The body of request i. */
  body(i: number): string;
}

export interface Load {
  /** One request, to its last byte; milliseconds. */
  once(i: number): Promise<number>;
  /** So many requests by so many clients; the wall-clock rate a second. */
  many(requests: number, clients: number): Promise<number>;
  close(): Promise<void>;
}

export function createLoad(target: Target, connections: number): Load {
  const pool = new Pool(target.url, { connections, pipelining: 1 });
  const headers = {
    'content-type': 'application/json',
    accept: 'application/x-ndjson',
    ...(target.token ? { authorization: `Bearer ${target.token}` } : {}),
  };
  async function once(i: number): Promise<number> {
    const started = performance.now();
    const answer = await pool.request({ path: '/v1/context', method: 'POST', headers, body: target.body(i) });
    const text = await answer.body.text();
    if (answer.statusCode !== 200) throw new Error(`answered ${answer.statusCode}: ${text.slice(0, 200)}`);
    return performance.now() - started;
  }
  return {
    once,
    async many(requests, clients) {
      let next = 0;
      const started = performance.now();
      await Promise.all(
        Array.from({ length: clients }, async () => {
          while (next < requests) await once(next++);
        }),
      );
      return (requests / (performance.now() - started)) * 1000;
    },
    close: () => pool.destroy(),
  };
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}
