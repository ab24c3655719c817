import type { IncomingMessage, ServerResponse } from 'node:http';
import { ago } from '../scenarios/values.ts';
import { problem } from '../status/answer.ts';
import { crmWebhook } from './app-webhooks.ts';
import { type SetupScenario, setupScenarios } from './scenarios.ts';
import { groupMembers, previewed, storedKeys } from './setup-parts.ts';

/** Plays the API for the setup page. False if this is none of its addresses. */
export function answerSetup(req: IncomingMessage, res: ServerResponse, pathname: string): boolean {
  if (!/^\/v1\/(setup|jobs)\b/.test(pathname)) return false;
  const scenario = setupScenarios[req.headers.authorization?.replace('Bearer ', '') ?? ''];
  if (!scenario) res.writeHead(404).end();
  else if (scenario.refuse) problem(res, scenario.refuse.status, scenario.refuse.code);
  else if (req.method === 'DELETE') res.writeHead(204).end();
  else {
    const value = told(scenario, pathname, new URL(req.url ?? '', 'http://localhost').searchParams);
    if (value) res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  }
  return true;
}

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
