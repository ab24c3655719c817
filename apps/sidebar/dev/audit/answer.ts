import type { IncomingMessage, ServerResponse } from 'node:http';
import { problem } from '../status/answer.ts';
import { auditScenarios } from './scenarios.ts';

/** Plays the API for the Audit page. False if this is none of its addresses. */
export function answerAudit(req: IncomingMessage, res: ServerResponse, pathname: string): boolean {
  if (!/^\/v1\/audit\b/.test(pathname)) return false;
  const scenario = auditScenarios[req.headers.authorization?.replace('Bearer ', '') ?? ''];
  if (!scenario) res.writeHead(404).end();
  else if (scenario.refuse) problem(res, scenario.refuse.status, scenario.refuse.code);
  else {
    const page = scenario.page();
    const value = pathname === '/v1/audit/check' ? page.check : page;
    res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  }
  return true;
}
