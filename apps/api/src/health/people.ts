import { FRAME_MS } from './frame-age.ts';
import type { PeopleLog, PresenceLog } from './ports.ts';
import { NO_NAME, type StaffNamesDeps, staffNames } from './staff-names.ts';

export interface PeopleDeps extends StaffNamesDeps {
  readonly log: PeopleLog;
  readonly presence: Pick<PresenceLog, 'all'>;
  now(): number;
}

const LATELY_MS = 30 * 86_400_000;
const MOST = 40;

/** Whom an incident can be assigned to: leads and admins who were here lately, then who is online now. */
export async function knownPeople({ tenant, log, presence, nameOf, now }: PeopleDeps): Promise<string[]> {
  const [leads, frames] = await Promise.all([
    log.leads(tenant, new Date(now() - LATELY_MS).toISOString(), MOST),
    presence.all(tenant, FRAME_MS),
  ]);
  const ids = [...new Set([...leads, ...frames.map(({ agentId }) => agentId)])].slice(0, MOST);
  const name = await staffNames({ tenant, nameOf }, ids);
  return [...new Set(ids.map(name))].filter((one) => one !== NO_NAME);
}
