import type { SyncType } from '@sidelight/shared/map/sync.ts';
import { Sync } from '@sidelight/shared/map/sync.ts';
import type { PropertyDefinition } from '../../connectors/sync-port.ts';
import { compileSync } from '../compile.ts';

/** A property that can be all that is said of it. */
export const defined = (name: string, types: readonly SyncType[], more: Partial<PropertyDefinition> = {}) =>
  ({
    ...{ name, label: name, type: 'any', types, isWritable: true, isUnique: false, isArchived: false },
    ...more,
  }) satisfies PropertyDefinition;

export const withOptions = (...values: readonly string[]): Pick<PropertyDefinition, 'options'> => ({
  options: values.map((value) => ({ value, label: value })),
});

/** Contacts with these fields, as the map would have them. */
export function contactsWith(fields: Readonly<Record<string, object>>) {
  const parsed = Sync.parse({
    owners: { business: 'a', technical: 'b' },
    objects: {
      contact: {
        ...{ label: 'Contact', at: { crm: 'contacts', helpdesk: 'users' }, match: [Object.keys(fields)[0]] },
        fields: Object.fromEntries(
          Object.entries(fields).map(([id, more]) => [
            id,
            {
              label: id,
              type: 'text',
              at: { crm: id, helpdesk: `user_fields.${id}` },
              class: 'open',
              ...('direction' in more ? {} : { owner: 'crm' }),
              ...more,
            },
          ]),
        ),
      },
    },
  });
  const [plan] = compileSync(parsed).objects;
  if (!plan) throw new Error('no kind of record');
  return plan;
}
