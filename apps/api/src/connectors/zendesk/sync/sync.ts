import type { ConnectorDefinition } from '../../definition.ts';
import type { HttpClient } from '../../http/http-client.ts';
import { createPace } from '../../pace.ts';
import type { SyncTarget } from '../../sync-port.ts';
import { createSyncApi, type SyncApi } from './api.ts';
import { createChanges } from './changes.ts';
import { createCreate } from './create.ts';
import { createIsErased } from './erased.ts';
import { createFind } from './find.ts';
import { createSettle } from './jobs.ts';
import { organizations, type RecordKind, users } from './kinds.ts';
import { createList } from './list.ts';
import { createDefinitions } from './properties.ts';
import { createMade, createRead } from './read.ts';
import { createWrite } from './write.ts';

/** Items of one job, and ids of one question. */
const BATCH = 100;
/** Writes of one user each: one a second an account, and a little more apart than that. */
const USER_WRITE_EVERY_MS = 1050;

export const createZendeskSync: NonNullable<ConnectorDefinition['sync']> = (http, { consoleUrl }) => {
  const api = createSyncApi(http, createPace(USER_WRITE_EVERY_MS));
  const target = (kind: RecordKind) => createTarget(http, api, kind, consoleUrl);
  return { users: target(users), organizations: target(organizations) };
};

const createTarget = (http: HttpClient, api: SyncApi, kind: RecordKind, consoleUrl: string): SyncTarget => ({
  batch: BATCH,
  // Each is a job of its own, of which the account may have thirty in line.
  writesAtOnce: 1,
  // Whole seconds, and E.164.
  capacity: { phoneExtensions: false, instantMs: 1000, textMax: 65_536 },
  exclusive: new Set([kind.one === 'user' ? 'email' : 'name']),
  hasHistory: false,
  hasLastingPages: false,
  changes: createChanges(api, kind),
  list: createList(api, kind),
  read: createRead(api, kind),
  find: createFind(api, kind),
  write: createWrite(api, kind),
  create: createCreate(api, kind),
  made: createMade(api, kind),
  urlOf: (id) => `${consoleUrl}/agent/${kind.path}/${encodeURIComponent(id)}`,
  definitions: createDefinitions(http, kind),
  settle: createSettle(api, kind),
  ...(kind.one === 'user' && { isErased: createIsErased(api) }),
});
