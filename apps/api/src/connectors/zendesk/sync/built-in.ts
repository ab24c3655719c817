import type { SyncType } from '@sidelight/shared/map/sync.ts';
import type { PropertyDefinition } from '../../sync-port.ts';
import type { RecordKind } from './kinds.ts';

type Types = Readonly<Record<string, readonly SyncType[]>>;

const moments: Types = { created_at: ['instant', 'date'], updated_at: ['instant', 'date'] };
const ofEvery: Types = {
  ...{ id: ['reference'], url: ['text'], external_id: ['text', 'reference'], name: ['name', 'text'] },
  ...{ details: ['text'], notes: ['text'], tags: ['multi_select'], ...moments },
};
/** What every account has. The API describes only fields that somebody has added. */
const builtIn: Readonly<Record<RecordKind['path'], Types>> = {
  users: {
    ...ofEvery,
    ...{ email: ['email', 'text'], phone: ['phone', 'text'], alias: ['text', 'name'] },
    ...{ time_zone: ['time_zone'], iana_time_zone: ['time_zone'], locale: ['language'], locale_id: ['reference'] },
    ...{ role: ['picklist', 'text'], custom_role_id: ['reference'], role_type: ['number', 'reference'] },
    ...{ organization_id: ['reference'], organization: ['reference'], default_group_id: ['reference'] },
    ...{ active: ['boolean'], suspended: ['boolean'], verified: ['boolean'], shared: ['boolean'] },
    ...{ moderator: ['boolean'], signature: ['text'], last_login_at: ['instant', 'date'] },
  },
  organizations: {
    ...ofEvery,
    ...{ domain_names: ['multi_select', 'text'], group_id: ['reference'] },
    ...{ shared_tickets: ['boolean'], shared_comments: ['boolean'] },
  },
};

/** Beside what a write may carry: an address is written as an identity, an organisation as a membership. */
const writtenApart: Readonly<Record<RecordKind['path'], readonly string[]>> = {
  users: ['email', 'organization'],
  organizations: [],
};

export const builtInOf = ({ path, writable }: RecordKind): readonly PropertyDefinition[] =>
  Object.entries(builtIn[path]).map(([name, types]) => ({
    ...{ name, label: name.replaceAll('_', ' '), type: 'system', types },
    isWritable: writable.has(name) || writtenApart[path].includes(name),
    ...{ isUnique: name === 'id' || name === 'external_id', isArchived: false },
  }));
