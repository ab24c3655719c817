import type { IncomingMessage, ServerResponse } from 'node:http';
import { problem } from './problem.ts';

interface Scenario {
  readonly refuse?: { readonly status: number; readonly code: string };
}

/**
 * Answers as the scenario that the session is named after: with its refusal, or with what it tells. Undefined of that
 * leaves the question open, as a server does that hangs.
 */
export function answerScenario<S extends Scenario>(
  scenarios: Readonly<Record<string, S>>,
  req: IncomingMessage,
  res: ServerResponse,
  told: (scenario: S) => unknown,
): void {
  const scenario = scenarios[req.headers.authorization?.replace('Bearer ', '') ?? ''];
  if (!scenario) return void res.writeHead(404).end();
  if (scenario.refuse) return void problem(res, scenario.refuse.status, scenario.refuse.code);
  const value = told(scenario);
  if (value) res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
