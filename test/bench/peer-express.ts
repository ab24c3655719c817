import { Agent } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios from 'axios';
import express from 'express';
import { answerQuestions } from './answer-questions.ts';
import type { Question } from './record.ts';

/** What most would write: express, axios with keep-alive, `Promise.all`, `res.json`. */
const upstream = process.env.UPSTREAM ?? '';
const questions: Question[] = JSON.parse(process.env.QUESTIONS ?? '[]');
const client = axios.create({ baseURL: upstream, httpAgent: new Agent({ keepAlive: true, maxSockets: 200 }) });
const app = express();
app.use(express.json());
app.post('/v1/context', async (_req, res) => {
  const headers = { authorization: 'Bearer x', 'content-type': 'application/json' };
  const answers = await Promise.all(
    questions.map(({ path, body }) => (body ? client.post(path, body, { headers }) : client.get(path, { headers }))),
  );
  res.json(answers.map((answer) => answer.data));
});
const server = app.listen(0, '127.0.0.1', () => {
  answerQuestions({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
server.keepAliveTimeout = 60_000;
