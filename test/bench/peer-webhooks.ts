import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { answerQuestions } from './answer-questions.ts';

/** The floor: raw `node:http`, one INSERT a delivery; nobody is asked who sent it, and nothing is done about it. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
await pool.query('create table inbox (id text primary key, body jsonb not null)');

const server = createServer((req, res) => {
  const chunks: Buffer[] = [];
  req.on('data', (chunk: Buffer) => void chunks.push(chunk));
  req.on('end', () => {
    const text = Buffer.concat(chunks).toString();
    pool.query('insert into inbox values ($1, $2) on conflict do nothing', [JSON.parse(text).id, text]).then(
      () => res.writeHead(204).end(),
      () => res.writeHead(503).end(),
    );
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  answerQuestions({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
