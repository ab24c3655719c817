import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerScenario } from '../answer-scenario.ts';
import { ago } from '../scenarios/values.ts';
import { crmWebhook } from './app-webhooks.ts';
import { type SetupScenario, setupScenarios } from './scenarios.ts';
import { groupMembers, previewed, storedKeys } from './setup-parts.ts';

/** Plays the API for the setup page. False if this is none of its addresses. */
export function answerSetup(req: IncomingMessage, res: ServerResponse, pathname: string): boolean {
  if (!/^\/v1\/(setup|jobs)\b/.test(pathname)) return false;
  answerScenario(setupScenarios, req, res, (scenario) =>
    req.method === 'DELETE' ? { atVendor: { kind: 'given_back' } } : told(scenario, pathname, queryOf(req)),
  );
  return true;
}

const queryOf = ({ url = '' }: IncomingMessage) => new URL(url, 'http://localhost').searchParams;

function told(scenario: SetupScenario, pathname: string, query: URLSearchParams): unknown {
  if (pathname === '/v1/setup') return scenario.setup();
  if (pathname === '/v1/jobs') return scenario.jobs ?? { waiting: [], givenUp: [] };
  if (pathname.startsWith('/v1/jobs/')) return { kind: 'done', count: 1 };
  if (pathname.endsWith('/oauth')) return { url: 'http://127.0.0.1:9/agree' };
  if (pathname.startsWith('/v1/setup/connections/')) return scenario.connect?.();
  if (pathname === '/v1/setup/keys') return scenario.keys?.() ?? storedKeys();
  if (pathname === '/v1/setup/rollout/members') return groupMembers(query.get('groups') ?? '');
  if (pathname === '/v1/setup/preview') return previewed();
  if (pathname === '/v1/setup/webhooks')
    return scenario.webhooks?.() ?? { at: ago(0), webhooks: [crmWebhook()], alarms: [] };
  if (pathname.startsWith('/v1/setup/webhooks/')) return scenario.setSecret ?? { kind: 'done' };
  return { kind: 'done' };
}
