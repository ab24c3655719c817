import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import { answerQuestions } from './answer-questions.ts';
import type { Question } from './record.ts';

/** The floor: raw `node:http` and undici, four calls at once, the bodies sent on as they are. */
const upstream = new Pool(process.env.UPSTREAM ?? '', { connections: 200 });
const questions: Question[] = JSON.parse(process.env.QUESTIONS ?? '[]');
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
    questions.map(async ({ path, body }) => {
      const headers = { authorization: 'Bearer x', 'content-type': 'application/json' };
      const answer = await upstream.request({ path, method: body ? 'POST' : 'GET', headers, body: body ?? null });
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
