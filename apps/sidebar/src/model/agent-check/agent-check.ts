import type { AgentCheck, AgentCheckAnswer } from '@sidelight/shared/setup/agent-check.ts';
import type { Attention, Clock } from '../../host/port.ts';
import { readWhileShown } from '../read-while-shown.ts';
import type { Check, Client } from '../status/client.ts';
import type { Store } from '../store.ts';
import type { AgentCheckState } from './state.ts';

export interface AgentCheckDeps {
  readonly state: Store<AgentCheckState>;
  readonly client: Client;
  readonly clock: Clock;
  readonly attention: Attention;
  isAgentCheck: Check<AgentCheck>;
  isAgentCheckAnswer: Check<AgentCheckAnswer>;
}

const PATH = '/v1/setup/agent-check';
export const EVERY_MS = 30_000;

/** Reads whether it is on for as long as somebody looks, and switches it. */
export function createAgentCheck({
  state,
  client,
  clock,
  attention,
  isAgentCheck,
  isAgentCheckAnswer,
}: AgentCheckDeps) {
  const paint = (change: Partial<AgentCheckState>) => state.set({ ...state.get(), ...change });
  const { setShown } = readWhileShown({
    ...{ clock, attention, everyMs: EVERY_MS },
    ask: () => client.get(PATH, isAgentCheck),
    take(answer) {
      // What is being switched says how it stands when that is done.
      if (answer.ok && !state.get().isSwitching) paint({ check: answer.value });
    },
  });

  async function switchTo(isOn: boolean): Promise<void> {
    if (state.get().isSwitching) return;
    paint({ isSwitching: true, isAsked: false, missing: [], refusal: undefined });
    const answer = await client.tell(PATH, { isOn }, isAgentCheckAnswer);
    if (!answer.ok) paint({ isSwitching: false, refusal: answer.refusal });
    else if (answer.value.kind === 'done') paint({ isSwitching: false, check: answer.value.check });
    else paint({ isSwitching: false, missing: answer.value.missing });
  }

  return {
    setShown,
    switchTo: (isOn: boolean) => void switchTo(isOn),
    /** The first of two clicks; false for second thoughts. */
    askFirst: (isAsked: boolean) => paint({ isAsked }),
  };
}

export type AgentCheckCommands = Omit<ReturnType<typeof createAgentCheck>, 'setShown'>;
