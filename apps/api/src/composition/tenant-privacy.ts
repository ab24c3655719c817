import { randomUUID } from 'node:crypto';
import type { AuditAction } from '@sidelight/shared/audit/audit-actions.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { entriesAt } from '../audit/entry.ts';
import type { AuditDetails } from '../audit/ports.ts';
import { newRequestId } from '../http/request-id.ts';
import { done, type Outcome } from '../jobs/outcome.ts';
import { errorFields } from '../log.ts';
import { askErasure } from '../privacy/ask-erasure.ts';
import { type ErasePersonDeps, erasePerson } from '../privacy/erase-person.ts';
import { nobody, together } from '../privacy/person.ts';
import { isDue, type RestorableDeps, userGoneOrBack } from '../privacy/restorable.ts';
import { silentProcesses } from '../privacy/silent-processes.ts';
import { createErasureLog } from '../store/erasure-log.ts';
import { createPersonRows } from '../store/person-rows.ts';
import { toldToErase } from '../store/sync-erasures.ts';
import { createSyncStore } from '../store/sync-store.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { addressFieldsOf } from './address-fields.ts';
import { createPeopleElsewhere } from './people-elsewhere.ts';
import type { SharedDeps } from './shared-deps.ts';
import { erasePersonInSync, PEOPLE } from './sync-people.ts';
import type { TenantReads } from './tenant-reads.ts';

export interface TenantPrivacyDeps {
  readonly shared: SharedDeps;
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly connections: TenantReads['connections'];
}

export interface TenantPrivacy {
  /** A system has erased this record's person for good: they are to be erased here too. */
  erasedAt(system: 'helpdesk' | 'crm', id: string): Promise<void>;
  /** A person of this system was deleted, or is back. False where it could not be asked. */
  goneOrBack(system: string, id: string, signal: AbortSignal): Promise<boolean>;
  run(erasureId: string, signal: AbortSignal): Promise<Outcome>;
}

/** How one tenant erases people. */
export function createTenantPrivacy({ shared, tenant, map, connections }: TenantPrivacyDeps): TenantPrivacy {
  const { audit, jobs, marksOf, processes } = shared;
  const { config, database, log, now } = shared.serviceDeps;
  const marks = { of: marksOf(tenant) };
  const addresses = addressFieldsOf(map);
  const erasures = createErasureLog(database.db, jobs);
  const rows = createPersonRows(database.db, addresses);
  const store = createSyncStore(database.db, jobs, now);
  const asked = (records: readonly string[]) => toldToErase(database.db, { tenant, object: PEOPLE }, records);

  const { isHeld, standingOf } = createPeopleElsewhere({ map, connections });
  const entryOf = entriesAt(now);
  const recordOf = (action: AuditAction, details: AuditDetails) =>
    audit.onRecord(entryOf(action, { tenant, userId: '', role: 'system' }, newRequestId(), details));
  const tell = () => database.notifications.tell('erased', tenant);
  const deps: ErasePersonDeps = {
    ...{ tenant, log: erasures, rows, marksOf: marks.of, isHeld, now },
    eraseInSync: (person, told) => erasePersonInSync({ tenant, store, marks, addresses, asked }, person, told),
    emptyMemories: tell,
    silentProcesses: (erasure, signal) => silentProcesses({ log: processes, tell }, tenant, erasure, signal),
    letGone: (erasure) => processes.letGone(tenant, erasure),
    recordOf: (erasure, state) => recordOf('privacy.erasure_ended', { about: `${erasure} ${state}` }),
    ownerOf: (system) => ownValue(map.systems, system)?.owners.business,
    backupsKeptMs: config.backupsKeptMs,
    onTrouble: (error, place) =>
      log.error('something could not be erased', { tenant, kind: place, ...errorFields(error) }),
  };
  const restorable: RestorableDeps = {
    ...{ tenant, log: erasures, rows, marksOf: marks.of, standingOf, now, emptyMemories: deps.emptyMemories },
    newId: randomUUID,
    recordOf: (action, userId, erasure) =>
      recordOf(action, { about: [erasure, 'helpdesk'].filter(Boolean).join(' '), requesterId: userId }),
  };
  return {
    goneOrBack: async (system, id, signal) => system !== 'helpdesk' || userGoneOrBack(restorable, id, signal),
    async erasedAt(system, id) {
      const known = together(nobody, system === 'helpdesk' ? { users: [id] } : { contacts: [id] });
      const record = recordOf('privacy.erasure_asked', { about: system, requesterId: known.users[0] });
      await askErasure({ tenant, log: erasures, rows, marksOf: marks.of }, known, system, system, { record });
    },
    async run(erasureId, signal) {
      const before = await erasures.find(tenant, erasureId);
      if (before?.state === 'restorable' && !(await isDue(restorable, before, signal))) return done;
      return erasePerson(deps, erasureId, signal);
    },
  };
}
