import type { AgentCheck } from '@sidelight/shared/setup/agent-check.ts';
import type { Refusal } from '../status/client.ts';

export interface AgentCheckState {
  /** Undefined until it has been read. */
  readonly check: AgentCheck | undefined;
  readonly isSwitching: boolean;
  /** Somebody is about to switch it off. */
  readonly isAsked: boolean;
  /** What has to be set on the server first, where it could not be switched on. */
  readonly missing: readonly string[];
  readonly refusal: Refusal | undefined;
}

export const firstAgentCheck: AgentCheckState = {
  ...{ check: undefined, isSwitching: false, isAsked: false, missing: [], refusal: undefined },
};
