import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { SyncTarget } from '../connectors/sync-port.ts';
import { isUpstreamError } from '../connectors/upstream-error.ts';
import type { ErasePersonDeps } from '../privacy/erase-person.ts';
import type { RestorableDeps, UserStanding } from '../privacy/restorable.ts';
import { runInBudget } from './run-in-budget.ts';
import { PEOPLE } from './sync-people.ts';
import type { TenantReads } from './tenant-reads.ts';
import { webhookOf } from './webhooks.ts';

export interface PeopleElsewhereDeps {
  readonly map: IntegrationMap;
  readonly connections: TenantReads['connections'];
}

/** What other systems say of a person: whether they still hold them, and whether a user of the helpdesk was deleted. */
export function createPeopleElsewhere({
  map,
  connections,
}: PeopleElsewhereDeps): Pick<ErasePersonDeps, 'isHeld'> & Pick<RestorableDeps, 'standingOf'> {
  /** Undefined where it cannot be asked. */
  async function asked<T>(
    system: string,
    kind: string | undefined,
    ask: (target: SyncTarget, signal: AbortSignal) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T | undefined> {
    const connection = connections.ofSystem(system);
    const target = kind === undefined ? undefined : ownValue(connection?.sync()?.targets ?? {}, kind);
    if (!connection || !target) return undefined;
    try {
      return await runInBudget(connection, 'sync')('sync.read', (own) => ask(target, own), signal);
    } catch (error) {
      if (!isUpstreamError(error)) throw error;
      return undefined;
    }
  }

  return {
    async isHeld({ system, id }, signal) {
      const at = map.sync && ownValue(map.sync.objects, PEOPLE)?.at;
      const kind = at && (system === 'crm' ? at.crm : at.helpdesk);
      const found = await asked(system, kind, (target, own) => target.read([id], [], own), signal);
      if (!found) return 'unknown';
      return found.records.length === 0 ? 'gone' : 'held';
    },
    async standingOf(userId, signal) {
      const ask = async (target: SyncTarget, own: AbortSignal): Promise<UserStanding> => {
        const { records } = await target.read([userId], [], own);
        if (records.length > 0) return 'there';
        return (await target.isErased?.(userId, own)) ? 'erased' : 'deleted';
      };
      return (await asked('helpdesk', webhookOf(map, 'helpdesk')?.people, ask, signal)) ?? 'unknown';
    },
  };
}
