import type { Role } from '@sidelight/shared/map/system.ts';
import type { Phase } from '@sidelight/shared/setup/phase.ts';

export interface Cohort {
  readonly phase: Phase;
  readonly pilotGroups: readonly string[];
  readonly groups: readonly string[];
}

export interface Member {
  readonly role: Role;
  /** Null where they are not known: then nobody is let in by them. */
  readonly groupIds: readonly string[] | null;
}

/** Whether somebody of the staff sees the sidebar. Admins always do: they must be able to fix it. Pure. */
export function mayUse({ phase, pilotGroups, groups }: Cohort, { role, groupIds }: Member): boolean {
  if (role === 'admin' || phase === 'everyone') return true;
  if (phase === 'sandbox') return false;
  const open = phase === 'pilot' ? pilotGroups : [...pilotGroups, ...groups];
  return (groupIds ?? []).some((id) => open.includes(id));
}
