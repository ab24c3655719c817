import { createServer, type Server } from 'node:net';

/** Nobody else's for the moment: addresses that must be known before anybody listens there. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const open = await Promise.all(Array.from({ length: count }, listening));
  await Promise.all(open.map(({ server }) => new Promise((resolve) => server.close(resolve))));
  return open.map(({ port }) => port);
}

function listening(): Promise<{ server: Server; port: number }> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address) resolve({ server, port: address.port });
      else reject(new Error('no port'));
    });
  });
}
