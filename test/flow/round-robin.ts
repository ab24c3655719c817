import { Agent, type ClientRequest, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { readBytes } from './read-bytes.ts';

export interface RoundRobin {
  readonly url: string;
  /** How often a request was given to the next process, because the first one was gone. */
  readonly retried: () => number;
  /** Of those, the ones that had been sent already. */
  readonly broken: () => number;
  /** Requests that nobody answered: these an agent would see. */
  readonly lost: () => readonly string[];
  close(): Promise<void>;
}

/** What is posted and may be asked twice without harm. `deploy/nginx.conf` says the same. */
const REPEATABLE = /^\/(?:v1\/context|v1\/status\/stream|zaf\/.+)$/;

/**
 * A plain round-robin, as nginx with `proxy_next_upstream error`: the next process gets a request
 * when the first one cannot be reached, and what may be repeated also when the connection broke before
 * any byte of an answer. It looks at no health check, keeps connections, and buffers nothing.
 */
export async function startRoundRobin(port: number, targets: readonly string[]): Promise<RoundRobin> {
  const agent = new Agent({ keepAlive: true, timeout: 60_000 });
  const lost: string[] = [];
  let turn = 0;
  let retried = 0;
  let broken = 0;

  async function pass(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = await readBytes(req);
    const path = (req.url ?? '/').split('?')[0]!;
    const isRepeatable = req.method === 'GET' || REPEATABLE.test(path);
    const first = turn++;

    function attempt(nth: number): void {
      const target = new URL(targets[(first + nth) % targets.length]!);
      const { hostname, port } = target;
      const { connection: _, ...headers } = req.headers;
      const out: ClientRequest = request(
        { hostname, port, agent, method: req.method, path: req.url, headers },
        (answer) => {
          const { connection: _own, 'keep-alive': _alive, ...rest } = answer.headers;
          res.writeHead(answer.statusCode ?? 502, rest);
          answer.pipe(res);
          // The answer broke off: so does ours, as it must not look whole.
          answer.on('error', () => res.destroy());
        },
      );
      out.on('error', (error: NodeJS.ErrnoException) => {
        if (res.headersSent || res.destroyed) return void res.destroy();
        const mayRepeat = error.code === 'ECONNREFUSED' || isRepeatable;
        if (mayRepeat && nth + 1 < targets.length) {
          retried++;
          if (error.code !== 'ECONNREFUSED') broken++;
          return attempt(nth + 1);
        }
        lost.push(`${req.method} ${path}: ${error.code}`);
        res.writeHead(502).end();
      });
      res.on('close', () => void out.destroy());
      out.end(body);
    }
    attempt(0);
  }

  const server = createServer((req, res) => {
    pass(req, res).catch(() => res.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    retried: () => retried,
    broken: () => broken,
    lost: () => lost,
    async close() {
      agent.destroy();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
