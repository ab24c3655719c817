import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RulePatchAnswer } from '@sidelight/shared/sync/sync-request.ts';
import { answerScenario } from '../answer-scenario.ts';
import { newField, patch, proposals } from './samples.ts';
import { type SyncScenario, syncScenarios } from './scenarios.ts';
import { unpaired } from './unpaired.ts';

/** Plays the API for the Sync page. False if this is none of its addresses. */
export function answerSync(req: IncomingMessage, res: ServerResponse, pathname: string): boolean {
  if (!/^\/v1\/sync\b/.test(pathname)) return false;
  answerScenario(syncScenarios, req, res, (scenario) => told(scenario, pathname, req.method === 'GET'));
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
