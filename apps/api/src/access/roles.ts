import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { Role } from '@sidelight/shared/map/system.ts';
import type { AgentRecord } from '@sidelight/shared/record/helpdesk.ts';
import type { ReadPlan } from '../context/blueprint.ts';
import type { ReadState } from '../context/read/read-state.ts';
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
      /** They write in tickets for colleagues only, and change nobody there. */
      readonly isLight: boolean;
      /** How long ago the helpdesk said so. */
      readonly ageMs: number;
    }
  /** A signed token for somebody who is no agent: refused. */
  | { readonly kind: 'not_staff' }
  | { readonly kind: 'unknown'; readonly reason: Reason };

export interface AskStaffDeps {
  readonly reader: Reader;
  readonly agentRead: ReadPlan<'helpdesk.agent'>;
  readonly roles: RoleOptions;
  /** The helpdesk is asked with each agent's own token: nothing of other tickets is shown by what a record says. */
  readonly checksAgents: boolean;
  steadyNow(): number;
}

/** What a verified helpdesk user may do here, by the helpdesk's own word for them; remembered as the map says. */
export async function askStaff(
  deps: AskStaffDeps,
  tenant: TenantId,
  userId: string,
  signal: AbortSignal,
): Promise<StaffAnswer> {
  const subject = { by: 'id', value: userId } as const;
  const remembered = deps.reader.peek(tenant, deps.agentRead, subject);
  return answerOf(
    deps,
    remembered?.kind === 'fresh' ? remembered : await deps.reader.read(tenant, deps.agentRead, subject, signal),
  );
}

/** The same past everything that is remembered: unknown where the helpdesk itself does not answer. */
export async function askStaffNow(
  deps: AskStaffDeps,
  tenant: TenantId,
  userId: string,
  signal: AbortSignal,
): Promise<StaffAnswer> {
  const state = await deps.reader.read(tenant, deps.agentRead, { by: 'id', value: userId }, signal);
  return state.kind === 'stale' ? { kind: 'unknown', reason: state.reason ?? 'timeout' } : answerOf(deps, state);
}

/** What a list of users says of one of the staff: what hangs on groups it does not. */
export type Glance = Pick<AgentRecord, 'isLight' | 'seesAllTickets'>;

/** Those of the staff whom the helpdesk lists as such just now, a hundred at most in one question. */
export function glancesOf(listed: readonly AgentRecord[], checksAgents: boolean): ReadonlyMap<string, Glance> {
  return new Map(
    listed
      .filter(isStaff)
      .map((agent) => [agent.id, { isLight: agent.isLight, seesAllTickets: seesAll(agent, checksAgents) }]),
  );
}

const isStaff = ({ isActive, role }: AgentRecord): boolean => isActive && role !== 'end_user';
// Who is an admin there sees every ticket, whatever else is set; of anybody else a record says too little.
const seesAll = ({ role, seesAllTickets }: AgentRecord, checksAgents: boolean): boolean =>
  checksAgents ? role === 'admin' : seesAllTickets;

function answerOf(deps: AskStaffDeps, state: ReadState<AgentRecord>): StaffAnswer {
  if (state.kind === 'failed' || state.kind === 'blocked') return { kind: 'unknown', reason: state.reason };
  if (state.kind !== 'fresh' && state.kind !== 'stale') return { kind: 'not_staff' };
  const agent = state.known.answer.record;
  if (!isStaff(agent)) return { kind: 'not_staff' };
  const role = roleOf(agent, deps.roles);
  const { locale, groupIds, isLight } = agent;
  const seesAllTickets = seesAll(agent, deps.checksAgents);
  const ageMs = deps.steadyNow() - state.known.readSteadyMs;
  return { kind: 'staff', role, locale, groupIds: groupIds ?? [], seesAllTickets, isLight, ageMs };
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
