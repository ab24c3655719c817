import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import { answerQuestions } from './answer-questions.ts';

/** The floor: raw `node:http` and undici, four calls at once, the bodies sent on as they are. */
const upstream = new Pool(process.env.UPSTREAM ?? '', { connections: 200 });
const paths: string[] = JSON.parse(process.env.PATHS ?? '[]');
const fixed = process.env.FIXED ? Buffer.from(process.env.FIXED, 'base64') : undefined;

const server = createServer((req, res) => {
  if (fixed) {
    req.resume();
    req.on('end', () =>
      res.writeHead(200, { 'content-type': 'application/x-ndjson', 'content-length': fixed.length }).end(fixed),
    );
    return;
  }
  req.resume();
  void Promise.all(
    paths.map(async (path) => {
      const answer = await upstream.request({ path, method: 'GET', headers: { authorization: 'Bearer x' } });
      return answer.body.text();
    }),
  ).then((bodies) => {
    const whole = `[${bodies.join(',')}]`;
    res.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(whole) }).end(whole);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  answerQuestions({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
