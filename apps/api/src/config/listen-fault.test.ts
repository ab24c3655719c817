import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { listenFault } from './listen-fault.ts';

const refusedAt = async (host: string, port: number): Promise<unknown> => {
  const server = createServer().listen(port, host);
  return once(server, 'listening').then(
    () => server.close(),
    (error: unknown) => error,
  );
};

it('says whose port is taken, and which address is none of this machine', async () => {
  const first = createServer().listen(0, '127.0.0.1');
  await once(first, 'listening');
  const address = first.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const taken = listenFault(await refusedAt('127.0.0.1', port), { host: '127.0.0.1', port });
  first.close();
  expect(taken?.message).toBe(
    `PORT is ${port}, and another program listens there already. Stop that one, or write another PORT.`,
  );
  const elsewhere = listenFault(await refusedAt('192.0.2.1', 0), { host: '192.0.2.1', port: 0 });
  expect(elsewhere?.message).toMatch(/^HOST is not an address of this machine\. Write/);
});

it('leaves what is no fault of the environment as it is', () => {
  expect(listenFault(new Error('x'), { host: '127.0.0.1', port: 1 })).toBeUndefined();
});
