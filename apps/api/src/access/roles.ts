import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { Role } from '@sidelight/shared/map/system.ts';
import type { ReadPlan } from '../context/blueprint.ts';
import type { Reader } from '../context/read/reader.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { type RoleOptions, roleOf } from './role-of.ts';

export type StaffAnswer =
  | {
      readonly kind: 'staff';
      readonly role: Role;
      readonly locale: string;
      readonly groupIds: readonly string[];
      readonly seesAllTickets: boolean;
    }
  /** A signed token for somebody who is no agent: refused. */
  | { readonly kind: 'not_staff' }
  | { readonly kind: 'unknown'; readonly reason: Reason };

/** What a verified helpdesk user may do here, by the helpdesk's own word for them; remembered as the map says. */
export async function askStaff(
  deps: { readonly reader: Reader; readonly agentRead: ReadPlan<'helpdesk.agent'>; readonly roles: RoleOptions },
  tenant: TenantId,
  userId: string,
  signal: AbortSignal,
): Promise<StaffAnswer> {
  const subject = { by: 'id', value: userId } as const;
  const remembered = deps.reader.peek(tenant, deps.agentRead, subject);
  const state =
    remembered?.kind === 'fresh' ? remembered : await deps.reader.read(tenant, deps.agentRead, subject, signal);
  if (state.kind === 'failed') return { kind: 'unknown', reason: state.reason };
  if (state.kind !== 'fresh' && state.kind !== 'stale') return { kind: 'not_staff' };
  const agent = state.known.answer.record;
  if (!agent.isActive || agent.role === 'end_user') return { kind: 'not_staff' };
  const role = roleOf(agent, deps.roles);
  const { locale, groupIds, seesAllTickets } = agent;
  return { kind: 'staff', role, locale, groupIds: groupIds ?? [], seesAllTickets };
}

/** A member of staff. */
export interface Staff {
  readonly tenant: TenantId;
  readonly userId: string;
  readonly role: Role;
}

/** A member of staff by name, for timelines; by role where the helpdesk cannot be asked. */
export async function nameOf(
  deps: { readonly reader: Reader; readonly agentRead: ReadPlan<'helpdesk.agent'> },
  { tenant, userId, role }: Staff,
  signal: AbortSignal,
): Promise<string> {
  const subject = { by: 'id', value: userId } as const;
  const remembered = deps.reader.peek(tenant, deps.agentRead, subject);
  const state = remembered ?? (await deps.reader.read(tenant, deps.agentRead, subject, signal));
  return state.kind === 'fresh' || state.kind === 'stale' ? state.known.answer.record.name : role;
}
