import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerQuestions } from './answer-questions.ts';

/**
 * The four vendors as one bare `node:http` server: recorded answers, the id in the path put in, a
 * fixed delay. RECORDED holds path → body; DELAY_MS is waited before each answer.
 */
const recorded: Record<string, string> = JSON.parse(process.env.RECORDED ?? '{}');
const delayMs = Number(process.env.DELAY_MS ?? '0');
const answers = Object.entries(recorded).map(([prefix, body]) => [prefix, Buffer.from(body)] as const);
let calls = 0;

const TICKETS = '/api/v2/tickets/';

/** The recorded ticket under the number that was asked for: a connector refuses an answer about another one. */
function ticketOf(url: string, body: Buffer): Buffer {
  const id = /^\/api\/v2\/tickets\/(\d+)/.exec(url)?.[1] ?? '';
  return Buffer.from(body.toString('latin1').replace(`"id":${process.env.TICKET_ID}`, `"id":${id}`), 'latin1');
}

const server = createServer((req, res) => {
  calls++;
  req.resume();
  if (req.url === '/calls') return void res.end(String(calls));
  const found = answers.find(([prefix]) => req.url?.startsWith(prefix));
  const send = () => {
    if (!found) return void res.writeHead(404, { 'content-type': 'application/json' }).end('{}');
    const body = found[0] === TICKETS ? ticketOf(req.url ?? '', found[1]) : found[1];
    res.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
  };
  if (delayMs > 0) setTimeout(send, delayMs);
  else send();
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  answerQuestions({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
