import { type AgentCheck, type AgentCheckAnswer, AgentCheckRequest } from '@sidelight/shared/setup/agent-check.ts';
import type { RequestHandler, Router } from 'express';
import type { OnRecord } from '../audit/ports.ts';
import { sessionOf } from './authenticate.ts';
import type { RecordOf } from './record-of.ts';
import { requestIdOf } from './request-id.ts';
import { routes } from './routes.ts';

export interface AgentCheckRouteDeps {
  read(): Promise<AgentCheck>;
  switchTo(isOn: boolean, record: OnRecord): Promise<void>;
  /** What has to be set before it can be switched on; empty where it can. */
  readonly missing: readonly string[];
  readonly recordOf: RecordOf<'connection.check_on' | 'connection.check_off'>;
}

/** `/v1/setup/agent-check`: whether the helpdesk is asked with each agent's own token what they may see. */
export function agentCheckRoute({ read, switchTo, missing, recordOf }: AgentCheckRouteDeps): Router {
  const show: RequestHandler = async (_req, res) => void res.set('cache-control', 'no-store').json(await read());
  const change: RequestHandler = async (req, res) => {
    const { isOn } = AgentCheckRequest.parse(req.body);
    if (isOn && missing.length > 0) {
      return void res.json({ kind: 'not_possible', missing: [...missing] } satisfies AgentCheckAnswer);
    }
    const action = isOn ? 'connection.check_on' : 'connection.check_off';
    const record = recordOf(action, sessionOf(res), requestIdOf(res));
    await switchTo(isOn, record);
    await record.settle();
    res.json({ kind: 'done', check: await read() } satisfies AgentCheckAnswer);
  };
  return routes().get('/', show).post('/', change);
}
