import type { FieldSpec, Role } from '@sidelight/shared/map/system.ts';

/** Who looks, as far as it decides what they may see. */
export interface Sight {
  readonly role: Role;
  /** They may open every ticket of the helpdesk, not only those of their groups or their own. */
  readonly seesAllTickets?: boolean | undefined;
}

/** Whether a role may see a field's value. Asked before the value is looked at, so that it cannot shape the answer. */
export const mayShow = (spec: Pick<FieldSpec, 'roles'>, role: Role): boolean =>
  spec.roles === undefined || spec.roles.includes(role);

/** The same of somebody: which other tickets a person with a restriction may open, only the helpdesk knows. */
export const isFor = (spec: Pick<FieldSpec, 'roles' | 'type'>, { role, seesAllTickets }: Sight): boolean =>
  mayShow(spec, role) && (spec.type !== 'tickets' || seesAllTickets === true);
