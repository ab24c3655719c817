import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface Call {
  readonly method: string;
  /** As it came over the wire, undecoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

export type Behaviour = (call: Call, res: ServerResponse) => void;

/** A real server on loopback that does as it is told. */
export interface Upstream {
  readonly url: URL;
  readonly calls: Call[];
  behave(behaviour: Behaviour): void;
  openSockets(): number;
  stop(): Promise<void>;
}

export async function startUpstream(): Promise<Upstream> {
  const calls: Call[] = [];
  const sockets = new Set<Socket>();
  let behaviour: Behaviour = hang;
  const server = createServer((req, res) => {
    readCall(req).then(
      (call) => {
        calls.push(call);
        behaviour(call, res);
      },
      () => res.destroy(), // the caller left while sending
    );
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an address object.
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(`http://127.0.0.1:${port}`),
    calls,
    behave: (next) => {
      behaviour = next;
    },
    openSockets: () => sockets.size,
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function readCall(req: IncomingMessage): Promise<Call> {
  let text = '';
  for await (const chunk of req.setEncoding('utf8')) text += chunk;
  const url = req.url ?? '';
  const mark = url.includes('?') ? url.indexOf('?') : url.length;
  const path = url.slice(0, mark);
  return {
    method: req.method ?? '',
    path,
    query: new URLSearchParams(url.slice(mark)),
    headers: req.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

export const answer =
  (status: number, body: unknown, headers: Record<string, string> = {}): Behaviour =>
  (_call, res) => {
    res.writeHead(status, { 'content-type': 'application/json', ...headers });
    res.end(typeof body === 'string' ? body : JSON.stringify(body));
  };

export const hang: Behaviour = () => {};

export const reset: Behaviour = (_call, res) => {
  res.socket?.resetAndDestroy();
};

/** Begins to answer and never ends. */
export const drip: Behaviour = (_call, res) => {
  res.writeHead(200, { 'content-type': 'application/json' });
  res.write('{"');
  const timer = setInterval(() => res.write(' '), 10);
  res.on('close', () => clearInterval(timer));
};

/** Promises more than it sends. */
export const cutShort: Behaviour = (_call, res) => {
  res.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  res.write('{"id":');
  setTimeout(() => res.socket?.destroy(), 5);
};
