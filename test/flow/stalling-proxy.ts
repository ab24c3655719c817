import { connect, createServer, type Socket } from 'node:net';

/** Stands between a client and a server, and can stop passing anything on, with every connection left open. */
export interface StallingProxy {
  readonly port: number;
  /** Connections are still taken; nothing is passed on in either direction. What was held is passed on afterwards. */
  setStalled(isStalled: boolean): void;
  /** Those that are open now go on hanging for ever, as after a failover; new ones are served. */
  abandon(): void;
  close(): Promise<void>;
}

export async function startStallingProxy(to: { readonly host: string; readonly port: number }): Promise<StallingProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let isStalled = false;
  const server = createServer((near) => {
    const far = connect(to.port, to.host);
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const [from, onto] of [pair, [far, near] as const]) {
      from.on('data', (chunk) => onto.write(chunk));
      from.on('error', () => {});
      from.on('close', () => {
        onto.destroy();
        pairs.delete(pair);
      });
    }
    if (isStalled) for (const socket of pair) socket.pause();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    setStalled(is) {
      isStalled = is;
      for (const socket of [...pairs].flat()) is ? socket.pause() : socket.resume();
    },
    abandon() {
      for (const socket of [...pairs].flat()) socket.pause();
      pairs.clear();
    },
    async close() {
      for (const socket of [...pairs].flat()) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
