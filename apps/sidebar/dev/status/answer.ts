import type { IncomingMessage, ServerResponse } from 'node:http';
import { problem } from '../problem.ts';
import { setupScenarios } from '../setup/scenarios.ts';
import { syncScenarios } from '../sync/scenarios.ts';
import { type StatusScenario, statusScenarios } from './scenarios.ts';
import { people, touched } from './touched.ts';

const BEAT_MS = 10_000;

/** Plays the API for the status page. False if this is none of its addresses. */
export function answerStatus(req: IncomingMessage, res: ServerResponse, pathname: string): boolean {
  if (!/^\/v1\/(status|map|incidents)\b/.test(pathname)) return false;
  const name = req.headers.authorization?.replace('Bearer ', '') ?? '';
  // Behind the other pages all is well.
  const scenario = name in setupScenarios || name in syncScenarios ? statusScenarios.well : statusScenarios[name];
  if (!scenario) res.writeHead(404).end();
  else if (!scenario.isStuck) play(scenario, req, res, pathname);
  return true;
}

function play(scenario: StatusScenario, req: IncomingMessage, res: ServerResponse, pathname: string): void {
  if (scenario.refuse) problem(res, scenario.refuse.status, scenario.refuse.code);
  else if (pathname === '/v1/status/stream') stream(scenario, res);
  else if (req.method === 'POST') res.writeHead(204).end();
  else {
    const value = told(scenario, pathname);
    if (value) res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    else problem(res, 404, 'not_found');
  }
}

function told(scenario: StatusScenario, pathname: string): unknown {
  if (pathname === '/v1/status') return scenario.report();
  if (pathname === '/v1/status/open' || pathname.endsWith('/touched')) return touched;
  if (pathname.endsWith('/people')) return people;
  return pathname === '/v1/map' ? scenario.picture : scenario.answers?.();
}

function stream({ report, isSilent }: StatusScenario, res: ServerResponse): void {
  res.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
  res.flushHeaders();
  if (isSilent) return;
  const { at, systems, incidents } = report();
  res.write(`${JSON.stringify({ type: 'status', status: { at, systems, incidents } })}\n`);
  const beat = setInterval(() => res.write(`{"type":"beat","at":"${new Date().toISOString()}"}\n`), BEAT_MS);
  res.on('close', () => clearInterval(beat));
}
