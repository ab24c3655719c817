import type { ConnectorDefinition } from '../../definition.ts';
import type { SyncTarget } from '../../sync-port.ts';
import { HubspotOptions } from '../options.ts';
import { createCalls } from './calls.ts';
import { createChanges } from './changes.ts';
import { createCreate } from './create.ts';
import { createFind } from './find.ts';
import { kinds, type RecordKind } from './kinds.ts';
import { createList } from './list.ts';
import { createMade } from './made.ts';
import { createNotes } from './notes.ts';
import { createDefinitions } from './properties.ts';
import { createRead } from './read.ts';
import { createWrite } from './write.ts';

const BATCH = 100;
/** An answer is final, so that what became of each is known by it alone. */
const WRITES_AT_ONCE = 8;
const TEXT_MAX = 65_536;

/** HubSpot's contacts and companies, as sync reads and writes them. */
export const syncHubspot: NonNullable<ConnectorDefinition['sync']> = (http, settings) => {
  const { apiVersion, appId, portalId } = HubspotOptions.parse(settings.options);
  const calls = createCalls(http, apiVersion);
  const target = (kind: RecordKind): SyncTarget => {
    const read = createRead(calls, kind, appId);
    return {
      batch: BATCH,
      writesAtOnce: WRITES_AT_ONCE,
      capacity: { phoneExtensions: true, instantMs: 1, textMax: TEXT_MAX },
      exclusive: new Set(kind.unique),
      hasHistory: true,
      hasLastingPages: true,
      changes: createChanges(calls, kind, read),
      list: createList(calls, kind, appId),
      read,
      find: createFind(calls, kind),
      write: createWrite(calls, kind),
      create: createCreate(calls, kind),
      made: createMade(calls, kind, appId),
      urlOf: (id) => `${settings.consoleUrl}/contacts/${portalId}/record/${kind.page}/${encodeURIComponent(id)}`,
      definitions: createDefinitions(http, apiVersion, kind),
    };
  };
  return { contacts: target(kinds.contact), companies: target(kinds.company) };
};

/** One note a ticket, on the timelines of the person and the company. */
export const activitiesOfHubspot: NonNullable<ConnectorDefinition['activities']> = (http, settings) =>
  createNotes(http, HubspotOptions.parse(settings.options).apiVersion);
