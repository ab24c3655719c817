import type { FieldSpec, Role } from '@sidelight/shared/map/system.ts';

/** Who looks, as far as it decides what they may see. */
export interface Sight {
  readonly role: Role;
  /** They may open every ticket of the helpdesk, not only those of their groups or their own. */
  readonly seesAllTickets?: boolean | undefined;
}

/** `masked`: that there is such a field, with what its predicate says or a way to have it shown; its value is not sent. */
export type Shown = 'whole' | 'masked' | 'nothing';

/** Whether a role may see a field's value. Asked before the value is looked at, so that it cannot shape the answer. */
export const mayShow = (spec: Pick<FieldSpec, 'roles'>, role: Role): boolean =>
  spec.roles === undefined || spec.roles.includes(role);

/** Whether a role that may not see it may have it shown, for a reason. */
export const mayReveal = (spec: Pick<FieldSpec, 'roles' | 'reveal'>, role: Role): boolean =>
  !mayShow(spec, role) && spec.reveal?.includes(role) === true;

/** What of a field somebody is shown. Which other tickets a person with a restriction may open, only the helpdesk knows. */
export function shownTo(
  spec: Pick<FieldSpec, 'roles' | 'type' | 'predicate' | 'reveal'>,
  { role, seesAllTickets }: Sight,
): Shown {
  if (spec.type === 'tickets' && seesAllTickets !== true) return 'nothing';
  if (mayShow(spec, role)) return 'whole';
  return spec.predicate || mayReveal(spec, role) ? 'masked' : 'nothing';
}
