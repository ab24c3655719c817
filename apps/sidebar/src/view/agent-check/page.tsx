import type { AgentCheck } from '@sidelight/shared/setup/agent-check.ts';
import type { AgentCheckCommands } from '../../model/agent-check/agent-check.ts';
import type { AgentCheckState } from '../../model/agent-check/state.ts';
import type { AgentCheckWords } from '../../words/agent-check-words.ts';
import { fill } from '../../words/words.ts';
import { icon } from '../icon.tsx';
import type { PageContext } from '../status/context.ts';
import { troubleText } from '../trouble-text.ts';

export interface AgentCheckContext extends Omit<PageContext, 'say' | 'refresh'>, AgentCheckCommands {
  readonly words: AgentCheckWords;
  readonly state: AgentCheckState;
}

/** Who decides which tickets an agent may see: what that means, and the way to the other. */
export function agentCheckPart(ctx: AgentCheckContext) {
  const { words, state } = ctx;
  const { check } = state;
  if (!check) return null;
  return (
    <div class="part">
      <h3>{words.title}</h3>
      <p>{check.isOn ? fill(words.isOn, ctx.number(check.allowedBy)) : words.isOff}</p>
      <p class="note">{words.costs}</p>
      {check.isOn && !check.canBeOn && trouble(words.cannotAsk)}
      {ways(check, ctx)}
      <div role="status">
        {state.missing.length > 0 && trouble(fill(words.missing, state.missing.join(', ')))}
        {state.refusal && trouble(troubleText(state.refusal, ctx))}
      </div>
    </div>
  );
}

const trouble = (text: string) => (
  <p class="trouble">
    {icon('triangle')} {text}
  </p>
);

function ways({ isOn }: AgentCheck, { words, state, switchTo, askFirst }: AgentCheckContext) {
  const button = (text: string, onClick: () => void, isMain = false) => (
    <button type="button" class={isMain ? 'btn main' : 'btn'} disabled={state.isSwitching} onClick={onClick}>
      {text}
    </button>
  );
  if (!isOn) return button(state.isSwitching ? words.switching : words.switchOn, () => switchTo(true));
  if (!state.isAsked) return button(state.isSwitching ? words.switching : words.switchOff, () => askFirst(true));
  return (
    <div class="buttons">
      <span>{words.sure}</span>
      {button(words.yes, () => switchTo(false), true)}
      {button(words.no, () => askFirst(false))}
    </div>
  );
}
