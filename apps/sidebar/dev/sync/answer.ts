import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RulePatchAnswer } from '@sidelight/shared/sync/sync-request.ts';
import { problem } from '../status/answer.ts';
import { newField, patch, proposals } from './samples.ts';
import { type SyncScenario, syncScenarios } from './scenarios.ts';
import { unpaired } from './unpaired.ts';

/** Plays the API for the Sync page. False if this is none of its addresses. */
export function answerSync(req: IncomingMessage, res: ServerResponse, pathname: string): boolean {
  if (!/^\/v1\/sync\b/.test(pathname)) return false;
  const scenario = syncScenarios[req.headers.authorization?.replace('Bearer ', '') ?? ''];
  if (!scenario) res.writeHead(404).end();
  else if (scenario.refuse) problem(res, scenario.refuse.status, scenario.refuse.code);
  else {
    const value = told(scenario, pathname, req.method === 'GET');
    res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  }
  return true;
}

function told(scenario: SyncScenario, pathname: string, isRead: boolean): unknown {
  if (pathname === '/v1/sync/rule/patch' || pathname === '/v1/sync/fields/patch')
    return {
      ...{ kind: 'patch', patch: pathname === '/v1/sync/rule/patch' ? patch : newField, base: 'x' },
      canApply: scenario.report().canChangeMap,
    } satisfies RulePatchAnswer;
  if (isRead && pathname === '/v1/sync/fields') return proposals();
  if (!isRead) return { kind: 'done', count: 1 };
  if (pathname === '/v1/sync/reviews') return scenario.reviews();
  if (pathname === '/v1/sync/unpaired') return unpaired();
  if (pathname === '/v1/sync/letters') return scenario.letters?.() ?? { letters: [], isMore: false };
  return scenario.report();
}
