import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';

/**
 * One client that means harm, in a process of its own: 500 requests a second, 1,000 streams, and 200 bodies that never
 * end. What it needs comes by its environment; it says `begun` when all that is under way, and ends with its parent.
 */
const { TARGET = '', TOKENS = '' } = process.env;
const RATE = 500;
const STREAMS = 1000;
const UNFINISHED = 200;
const tokens = TOKENS.split(' ');
const target = new URL(TARGET);
const statuses: Record<string, number> = {};
const dispatcher = new Agent({ connections: 200, pipelining: 1 });
const patient = new Agent({ connections: STREAMS, pipelining: 1, bodyTimeout: 0 });

const headersOf = (i: number) => ({
  ...{ 'content-type': 'application/json', 'x-forwarded-for': '192.0.2.66' },
  // Every fourth has made its token up.
  authorization: `Bearer ${i % 4 === 0 ? 'made.up' : tokens[i % tokens.length]}`,
});
const count = (status: number | string) => {
  statuses[status] = (statuses[status] ?? 0) + 1;
};

async function ask(i: number): Promise<void> {
  const body = JSON.stringify({ ticketId: String(1001 + (i % 30)), ...(i % 2 === 0 && { refresh: 'billing' }) });
  try {
    const answer = await request(new URL('/v1/context', target), {
      ...{ dispatcher, method: 'POST', headers: headersOf(i), body },
    });
    count(answer.statusCode);
    await answer.body.dump();
  } catch {
    count('broken');
  }
}

async function stream(i: number): Promise<void> {
  try {
    const answer = await request(new URL('/v1/status/stream', target), {
      ...{ dispatcher: patient, method: 'POST', headers: headersOf(4 * i + 1), body: '{}' },
    });
    count(`stream ${answer.statusCode}`);
    // Those it gets it never reads.
    if (answer.statusCode !== 200) await answer.body.dump();
  } catch {
    count('stream broken');
  }
}

async function unfinished(): Promise<Socket> {
  const socket = connect(Number(target.port), target.hostname);
  socket.on('error', () => count('cut'));
  await once(socket, 'connect');
  const head = ['POST /webhooks/acme/helpdesk HTTP/1.1', 'host: x', 'content-length: 1000'].join('\r\n');
  socket.write(`${head}\r\n\r\n{`);
  return socket;
}

await Promise.all(Array.from({ length: UNFINISHED }, unfinished));
for (let i = 0; i < STREAMS; i++) {
  void stream(i);
  if (i % 20 === 0) await sleep(5);
}
const startedMs = performance.now();
let next = 0;
setInterval(() => {
  for (const due = ((performance.now() - startedMs) * RATE) / 1000; next < due; ) void ask(next++);
}, 5);
process.send?.('begun');
process.on('message', () => process.send?.({ sent: next, statuses }));
process.on('disconnect', () => process.exit(0));
