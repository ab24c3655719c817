import type { AnswersReportDeps } from './answers-report.ts';
import type { PeopleLog, PresenceLog } from './ports.ts';

export interface PeopleDeps extends Pick<AnswersReportDeps, 'tenant' | 'nameOf' | 'now'> {
  readonly log: PeopleLog;
  readonly presence: Pick<PresenceLog, 'all'>;
}

const LATELY_MS = 30 * 86_400_000;
const FRAME_MS = 30_000;
const MOST = 40;
const NAME_MS = 2000;

/** Whom an incident can be assigned to: leads and admins who were here lately, then who is online now. */
export async function knownPeople({ tenant, log, presence, nameOf, now }: PeopleDeps): Promise<string[]> {
  const [leads, frames] = await Promise.all([
    log.leads(tenant, new Date(now() - LATELY_MS).toISOString(), MOST),
    presence.all(tenant, FRAME_MS),
  ]);
  const signal = AbortSignal.timeout(NAME_MS);
  const ids = [...new Set([...leads, ...frames.map(({ agentId }) => agentId)])].slice(0, MOST);
  const names = await Promise.all(ids.map((userId) => nameOf({ tenant, userId, role: NOBODY }, signal)));
  return [...new Set(names)].filter((name) => name !== NOBODY);
}

/** What somebody is called whose name cannot be had. */
const NOBODY = 'agent';
