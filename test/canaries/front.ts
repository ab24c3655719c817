import { createServer, request } from 'node:http';
import { readBytes } from '../flow/read-bytes.ts';

/** One address for a vendor that two helpdesks use: who asks is told by their key, as at the vendor. */
export async function startFront(byKey: ReadonlyMap<string, string>) {
  const server = createServer(async (req, res) => {
    const key = [...byKey.keys()].find((one) => req.headers.authorization?.includes(one));
    const to = new URL(byKey.get(key ?? '') ?? 'http://127.0.0.1:1');
    const body = await readBytes(req);
    const { hostname, port } = to;
    const out = request({ hostname, port, method: req.method, path: req.url, headers: req.headers }, (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(res);
      answer.on('error', () => res.destroy());
    });
    out.on('error', () => res.destroy());
    res.on('close', () => out.destroy());
    out.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
