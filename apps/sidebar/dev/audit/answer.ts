import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerScenario } from '../answer-scenario.ts';
import { auditScenarios } from './scenarios.ts';

/** Plays the API for the Audit page. False if this is none of its addresses. */
export function answerAudit(req: IncomingMessage, res: ServerResponse, pathname: string): boolean {
  if (!/^\/v1\/audit\b/.test(pathname)) return false;
  answerScenario(auditScenarios, req, res, ({ page }) => (pathname === '/v1/audit/check' ? page().check : page()));
  return true;
}
