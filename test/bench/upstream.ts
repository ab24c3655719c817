import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerQuestions } from './answer-questions.ts';
import { CUSTOMERS, customerIn, ofCustomer } from './customers.ts';

/**
 * The four vendors as one bare `node:http` server: the recorded answers, once for each customer, after a fixed
 * delay. RECORDED holds path → body, IDS what tells customers apart; DELAY_MS is waited before each answer.
 */
const recorded: Record<string, string> = JSON.parse(process.env.RECORDED ?? '{}');
const ids: string[] = JSON.parse(process.env.IDS ?? '[]');
const delayMs = Number(process.env.DELAY_MS ?? '0');
const answers = Object.entries(recorded).map(([prefix, body]) => ({
  prefix,
  first: Buffer.from(body),
  each: Array.from({ length: CUSTOMERS }, (_, i) => Buffer.from(ofCustomer(body, ids, i))),
}));

const server = createServer((req, res) => {
  const found = answers.find(({ prefix }) => req.url?.startsWith(prefix));
  const send = async () => {
    const question = `${req.url} ${await textOf(req)}`;
    if (!found) return void res.writeHead(404, { 'content-type': 'application/json' }).end('{}');
    const body = found.each[customerIn(question, ids) ?? -1] ?? found.first;
    res.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
  };
  if (delayMs > 0) setTimeout(send, delayMs);
  else void send();
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  answerQuestions({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});

async function textOf(req: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of req) text += String(chunk);
  return text;
}
