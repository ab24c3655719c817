import type { FieldSpec, Role } from '@sidelight/shared/map/system.ts';

/** Whether a role may see a field's value. Asked before the value is looked at, so that it cannot shape the answer. */
export const mayShow = (spec: Pick<FieldSpec, 'roles'>, role: Role): boolean =>
  spec.roles === undefined || spec.roles.includes(role);
