import { type StaffRole, staffFor } from '../company/staff.ts';
import type { World } from '../world.ts';
import type { Staff } from './workspace.ts';

const roles: readonly StaffRole[] = ['agent', 'lead', 'admin'];

/** The people the page can play: those whom the world signs in for their role and language. */
export function worldStaff({ company }: Pick<World, 'company'>): readonly Staff[] {
  return roles.flatMap((role) =>
    company.staff
      .filter(({ id, locale }) => staffFor(role, locale) === id)
      .map(({ id, name, email, locale }) => ({ id: String(id), name, email: email ?? '', role, locale })),
  );
}
