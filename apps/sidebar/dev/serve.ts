import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { answerAudit } from './audit/answer.ts';
import { answerOutages } from './outages.ts';
import { hostPage, POLICY, scenarioPage } from './page.ts';
import { answerPrivacy } from './privacy/answer.ts';
import { problem } from './problem.ts';
import { revealAnswer } from './scenarios/masked.ts';
import { scenarios } from './scenarios/scenarios.ts';
import { answerSetup } from './setup/answer.ts';
import { answerStatus } from './status/answer.ts';
import { answerSync } from './sync/answer.ts';

const dist = new URL('../dist/', import.meta.url);
const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.html': 'text/html' };

/** Plays a scenario's lines as the context stream. */
async function stream(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const scenario = scenarios[req.headers.authorization?.replace('Bearer ', '') ?? ''];
  if (!scenario || scenario.refuse) {
    const { status, code } = scenario?.refuse ?? { status: 401, code: 'not_signed_in' };
    return void problem(res, status, code);
  }
  res.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
  const startMs = performance.now();
  for (const { atMs, say } of [...scenario.lines()].sort((a, b) => a.atMs - b.atMs)) {
    await wait(Math.max(0, startMs + atMs - performance.now()));
    if (say === 'reset') return void res.socket?.destroy();
    res.write(`${'raw' in say ? say.raw : JSON.stringify(say)}\n`);
  }
  res.end();
}

async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(req.url ?? '/', 'http://dev');
  const send = (type: string, body: string | Buffer, more: Record<string, string> = {}) =>
    res.writeHead(200, { 'content-type': `${type}; charset=utf-8`, ...more }).end(body);
  if (pathname === '/v1/context') return stream(req, res);
  if (pathname === '/v1/reveal') return void send('application/json', JSON.stringify(revealAnswer(Date.now())));
  if (pathname.startsWith('/v1/links/')) return void res.writeHead(204).end();
  if (answerOutages(req, res, pathname) || answerSetup(req, res, pathname)) return;
  if (answerPrivacy(req, res, pathname)) return;
  if (answerAudit(req, res, pathname) || answerSync(req, res, pathname) || answerStatus(req, res, pathname)) return;
  if (pathname === '/') return void send('text/html', hostPage());
  if (pathname === '/host-page.js') {
    return void send('text/javascript', await readFile(new URL('./host-page.js', import.meta.url)));
  }
  if (pathname.startsWith('/zaf/')) {
    const html = await scenarioPage(new URL(`.${pathname.slice(4)}.html`, dist), searchParams);
    return void send('text/html', html, { 'content-security-policy': POLICY });
  }
  if (!/^\/assets\/[\w.-]+$/.test(pathname)) return void res.writeHead(404).end();
  send(TYPES[extname(pathname)] ?? 'text/plain', await readFile(new URL(`.${pathname}`, dist)));
}

/** The built sidebar in a page that plays the helpdesk, one scenario at a time. Development only. */
export async function serveScenarios(port: number): Promise<{ url: string; server: Server }> {
  const server = createServer((req, res) => {
    answer(req, res).catch(() => res.headersSent || res.writeHead(404).end());
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the server has no port');
  return { url: `http://127.0.0.1:${address.port}`, server };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { url } = await serveScenarios(Number(process.env.PORT ?? 4399));
  process.stdout.write(`sidebar scenarios: ${url}\n`);
}
