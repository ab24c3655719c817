import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { isForUpgrade, isReadAlike } from './framing.ts';
import { rawHeaders } from './headers.ts';

export interface ListenerOptions {
  /** Open at once; whoever comes then is turned away. */
  readonly mostConnections: number;
  /** How long requests are still taken once a balancer has been told to send no more. */
  readonly drainMs: number;
  /** The longest an answer that has been begun may take. */
  longestAnswerMs(): number;
}

export interface Listener {
  readonly server: Server;
  /** To be called once, before it listens. */
  serve(handle: RequestListener): void;
  isDraining(): boolean;
  /** Resolves when no new connection is taken any more. */
  drain(): Promise<void>;
  /** Resolves when the last answer is over, or out of time. */
  closed(): Promise<void>;
}

/** Longer than proxies keep an idle connection (nginx and most balancers: 60 s): who closes first must be them. */
const KEEP_ALIVE_MS = 75_000;
const LOOK_EVERY_MS = 20;
/** From the first byte of a request to its last: bodies are some kilobytes, and a phone on a train sends those in time. */
const REQUEST_MS = 20_000;
const HEADERS_MS = 10_000;
const CHECK_MS = 2500;
/** A session is 600 bytes, a callback's query 2 kB. */
const MOST_HEADER_BYTES = 8192;
const MOST_HEADERS = 64;

/** The socket, and how it is given up without an answer being lost. */
export function createListener({ drainMs, longestAnswerMs, mostConnections }: ListenerOptions): Listener {
  let isDraining = false;
  let ended: Promise<void> | undefined;
  const server = createServer({
    ...{ noDelay: true, keepAliveTimeout: KEEP_ALIVE_MS },
    // Whoever sends a request byte by byte is cut off; what is answered may take as long as it takes.
    ...{ headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS, connectionsCheckingInterval: CHECK_MS },
    maxHeaderSize: MOST_HEADER_BYTES,
  });
  server.maxHeadersCount = MOST_HEADERS;
  server.maxConnections = mostConnections;

  function close(): Promise<void> {
    return new Promise((resolve) => {
      // Connections of answers that began before are idle only once those are over.
      const sweeping = setInterval(() => server.closeIdleConnections(), LOOK_EVERY_MS);
      const impatience = setTimeout(() => server.closeAllConnections(), longestAnswerMs());
      server.close(() => {
        clearInterval(sweeping);
        clearTimeout(impatience);
        resolve();
      });
      server.closeIdleConnections();
    });
  }

  return {
    server,
    serve(handle) {
      /** Of which nothing more is read: where the next request begins is not known. */
      const over = new WeakSet<Socket>();
      server.on('request', (req, res) => {
        if (over.has(req.socket)) return;
        const isAlike = isReadAlike(req);
        if (!isAlike || isForUpgrade(req)) over.add(req.socket);
        // A connection that ends with its answer is not used for a request that nobody would read.
        if (isDraining || over.has(req.socket)) res.shouldKeepAlive = false;
        if (isAlike) handle(req, res);
        else refuse(res, 400);
      });
      server.on('checkExpectation', (_req, res) => refuse(res, 417));
    },
    isDraining: () => isDraining,
    async drain() {
      isDraining = true;
      if (drainMs > 0) await new Promise((resolve) => setTimeout(resolve, drainMs));
      ended = close();
    },
    closed: () => ended ?? Promise.resolve(),
  };
}

function refuse(res: ServerResponse, status: 400 | 417): void {
  res.shouldKeepAlive = false;
  res.writeHead(status, rawHeaders).end();
}
