import type { ContextRequest } from '@sidelight/shared/context/request.ts';
import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { AgentRecord } from '@sidelight/shared/record/helpdesk.ts';
import type { ReadPlan } from '../blueprint.ts';
import type { Caller } from '../open-request.ts';
import type { Known } from '../read/read-state.ts';
import type { Reader } from '../read/reader.ts';
import type { AgentRights } from './may-open.ts';

/** Which tickets somebody may open. */
export type TicketRights =
  | { readonly kind: 'all' }
  | { readonly kind: 'some'; readonly agent: AgentRights }
  | { readonly kind: 'none' }
  | { readonly kind: 'unsure'; readonly reason: Reason };

export interface TicketRightsOf {
  /** At once: undefined where the helpdesk has not said so for a while. */
  known(caller: Caller): TicketRights | undefined;
  /** Never rejects. */
  ask(caller: Caller, signal: AbortSignal): Promise<TicketRights>;
  /** Something was kept back from them. */
  onHidden(caller: Caller, request: ContextRequest): void;
}

const ALL: TicketRights = { kind: 'all' };

/** Where nobody looks, or the helpdesk itself is asked for each. */
export const everyTicket: TicketRightsOf = { known: () => ALL, ask: async () => ALL, onHidden: () => {} };

export interface RecordRightsDeps extends Pick<TicketRightsOf, 'onHidden'> {
  readonly reader: Reader;
  readonly agentRead: ReadPlan<'helpdesk.agent'>;
  steadyNow(): number;
}

/** So old their record may be. It is read anew for their standing as often, and once for both. */
const YOUNG_MS = 60_000;
/** While the helpdesk does not answer: as long as a session lasts without its word. */
const HELD_MS = 60 * 60_000;

/** Rights by the record of each in the helpdesk. Who may open every ticket is asked for nothing. */
export function rightsByRecord({ reader, agentRead, onHidden, steadyNow }: RecordRightsDeps): TicketRightsOf {
  const isWithin = ({ readSteadyMs }: Known, ms: number) => steadyNow() - readSteadyMs <= ms;
  return {
    onHidden,
    known({ tenant, userId, seesAllTickets }) {
      if (seesAllTickets) return ALL;
      const state = reader.peek(tenant, agentRead, { by: 'id', value: userId });
      const isKnown = state?.kind === 'fresh' || state?.kind === 'stale';
      return isKnown && isWithin(state.known, YOUNG_MS) ? rightsIn(state.known.answer.record) : undefined;
    },
    async ask({ tenant, userId }, signal) {
      const state = await reader.read(tenant, agentRead, { by: 'id', value: userId }, signal);
      switch (state.kind) {
        case 'fresh':
          return rightsIn(state.known.answer.record);
        case 'stale':
          return isWithin(state.known, HELD_MS)
            ? rightsIn(state.known.answer.record)
            : { kind: 'unsure', reason: state.reason ?? 'timeout' };
        case 'failed':
        case 'blocked':
          return { kind: 'unsure', reason: state.reason };
        default:
          return { kind: 'none' };
      }
    },
  };
}

function rightsIn(agent: AgentRecord): TicketRights {
  if (!agent.isActive || agent.role === 'end_user') return { kind: 'none' };
  return agent.restriction === 'none' ? ALL : { kind: 'some', agent };
}
