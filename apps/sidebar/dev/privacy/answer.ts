import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerScenario } from '../answer-scenario.ts';
import { type PrivacyScenario, privacyScenarios } from './scenarios.ts';

const told: Readonly<Record<string, (scenario: PrivacyScenario) => unknown>> = {
  '/v1/privacy/show': ({ report }) => report(),
  '/v1/privacy/export': ({ report }) => report(),
  '/v1/privacy/erase': ({ receipt }) => ({ kind: 'asked', erasure: receipt() }),
  '/v1/privacy/erasures': ({ erasures }) => erasures(),
  '/v1/privacy/erasure': ({ receipt }) => receipt(),
};

/** Plays the API for the Privacy page. False if this is none of its addresses. */
export function answerPrivacy(req: IncomingMessage, res: ServerResponse, pathname: string): boolean {
  const of = new Map(Object.entries(told)).get(pathname);
  if (!of) return false;
  answerScenario(privacyScenarios, req, res, of);
  return true;
}
