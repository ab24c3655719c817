import { propertiesAt, type SyncObject, type SyncSystem } from '@sidelight/shared/map/sync.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Path } from '../../map-file.ts';
import { writtenSides } from '../../written-sides.ts';
import type { Desk } from '../desk.ts';

const SET_BY_THE_SYSTEM = 'the system sets it itself, and refuses it from anybody else';
const IS_THE_RECORD = 'it says which record this is, and everything linked by it would be lost';

/** What sync never writes, and why: by side and property. */
const NEVER: Readonly<Record<SyncSystem, Readonly<Record<string, string>>>> = {
  helpdesk: {
    role: 'it decides what a person may do there, and a team member would lose their seat',
    custom_role_id: 'it decides what a person may do there',
    suspended: 'it locks the person out and parks their tickets',
    organization_id: 'writing it removes every other membership',
    shared_tickets: 'it shows people the tickets of their colleagues',
    shared_comments: 'it shows people the comments of their colleagues',
    id: IS_THE_RECORD,
    external_id: IS_THE_RECORD,
    url: SET_BY_THE_SYSTEM,
    created_at: SET_BY_THE_SYSTEM,
    updated_at: SET_BY_THE_SYSTEM,
    last_login_at: SET_BY_THE_SYSTEM,
    iana_time_zone: SET_BY_THE_SYSTEM,
    shared: SET_BY_THE_SYSTEM,
    active: SET_BY_THE_SYSTEM,
    verified: SET_BY_THE_SYSTEM,
  },
  crm: {
    lifecyclestage: 'it only moves forward, and a step back is lost without a word',
    id: IS_THE_RECORD,
    hs_object_id: IS_THE_RECORD,
    hs_merged_object_ids: SET_BY_THE_SYSTEM,
    hs_additional_emails: SET_BY_THE_SYSTEM,
    createdate: SET_BY_THE_SYSTEM,
    lastmodifieddate: SET_BY_THE_SYSTEM,
    hs_lastmodifieddate: SET_BY_THE_SYSTEM,
    hs_createdate: SET_BY_THE_SYSTEM,
  },
};

/** What a field writes may be written, and does no harm. */
export function checkTargets({ map, fault }: Desk, path: Path, { fields }: SyncObject): void {
  const links = ownValue(map.systems, 'crm')?.links ?? {};
  // A link is a path: its last name is the property that holds the id.
  const linkOf = (property: string) => Object.entries(links).find(([, text]) => namesIn(text).includes(property))?.[0];
  for (const [id, field] of Object.entries(fields)) {
    for (const side of writtenSides(field)) {
      const at = [...path, 'fields', id, 'at', side];
      const instead = `name a property of your own, or let the ${side} own the field`;
      for (const property of propertiesAt(field.at[side])) {
        const why = ownValue(NEVER[side], property);
        const link = side === 'crm' ? linkOf(property) : undefined;
        if (why !== undefined) fault(at, `${property} is never written: ${why}; ${instead}`);
        else if (link !== undefined)
          fault(
            at,
            `${property} is the id that ${link} knows the account by, and a wrong one shows somebody else's ${link}; ${instead}`,
          );
      }
    }
  }
}

const namesIn = (expression: string): readonly string[] => expression.match(/[A-Za-z_]\w*/g) ?? [];
