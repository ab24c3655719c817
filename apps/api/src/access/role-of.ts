import type { Role } from '@sidelight/shared/map/system.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { AgentRecord } from '@sidelight/shared/record/helpdesk.ts';

/** The options of the helpdesk's connector in the map; what is no list of texts counts as none. */
export type RoleOptions = Readonly<Record<string, unknown>>;

/** What somebody of the staff may do here: the helpdesk's own admins, then whom the map makes one, then leads. Pure. */
export function roleOf({ role, customRoleId, groupIds }: AgentRecord, options: RoleOptions): Role {
  const named = (option: string): readonly unknown[] => {
    const list = ownValue(options, option);
    return Array.isArray(list) ? list : [];
  };
  // Copies kept from before groups were read have none.
  const isIn = (option: string) => (groupIds ?? []).some((id) => named(option).includes(id));
  if (role === 'admin' || isIn('adminGroupIds')) return 'admin';
  if (customRoleId !== null && named('leadRoleIds').includes(customRoleId)) return 'lead';
  return isIn('leadGroupIds') ? 'lead' : 'agent';
}
