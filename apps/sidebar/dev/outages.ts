import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Incident } from '@sidelight/shared/health/incident.ts';
import { scenarios } from './scenarios/scenarios.ts';
import { billingDown, billingWrong, planned } from './status/incidents.ts';

/** What the status stream says while a ticket's scenario plays. */
const told: Readonly<Record<string, () => readonly Incident[]>> = {
  'billing-hangs': () => [billingDown()],
  'billing-wrong': () => [billingWrong()],
  'billing-wrong-german': () => [billingWrong()],
  stale: () => [billingDown(), planned()],
};

/** Plays the status stream beside a ticket. False if this is no ticket's page. */
export function answerOutages(req: IncomingMessage, res: ServerResponse, pathname: string): boolean {
  const name = req.headers.authorization?.replace('Bearer ', '') ?? '';
  if (!(name in scenarios)) return false;
  if (pathname === '/v1/owners/tell') {
    const answer = { state: 'told', owner: 'RevOps', contact: '#revops-desk' };
    res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    return true;
  }
  if (pathname !== '/v1/status/stream') return false;
  res.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
  const status = { at: new Date().toISOString(), systems: [], incidents: told[name]?.() ?? [] };
  res.write(`${JSON.stringify({ type: 'status', status })}\n`);
  return true;
}
