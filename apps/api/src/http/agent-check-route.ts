import { type AgentCheck, type AgentCheckAnswer, AgentCheckRequest } from '@sidelight/shared/setup/agent-check.ts';
import { type RequestHandler, Router } from 'express';
import type { Session } from '../access/session.ts';
import { sessionOf } from './authenticate.ts';
import { requestIdOf } from './request-id.ts';

export interface AgentCheckRouteDeps {
  read(): Promise<AgentCheck>;
  switchTo(isOn: boolean): Promise<void>;
  /** What has to be set before it can be switched on; empty where it can. */
  readonly missing: readonly string[];
  audit(action: 'connection.check_on' | 'connection.check_off', session: Session, requestId: string): Promise<void>;
}

/** `/v1/setup/agent-check`: whether the helpdesk is asked with each agent's own token what they may see. */
export function agentCheckRoute({ read, switchTo, missing, audit }: AgentCheckRouteDeps): Router {
  const show: RequestHandler = async (_req, res) => void res.set('cache-control', 'no-store').json(await read());
  const change: RequestHandler = async (req, res) => {
    const { isOn } = AgentCheckRequest.parse(req.body);
    if (isOn && missing.length > 0) {
      return void res.json({ kind: 'not_possible', missing: [...missing] } satisfies AgentCheckAnswer);
    }
    await audit(isOn ? 'connection.check_on' : 'connection.check_off', sessionOf(res), requestIdOf(res));
    await switchTo(isOn);
    res.json({ kind: 'done', check: await read() } satisfies AgentCheckAnswer);
  };
  return Router().get('/', show).post('/', change);
}
