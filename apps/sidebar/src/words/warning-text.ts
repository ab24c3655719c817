import type { WarningAnswer } from '@sidelight/shared/health/warning.ts';
import type { BackgroundWords } from './background-en.ts';
import { fill } from './words.ts';

type Warning = Extract<WarningAnswer, { kind: 'warn' }>;

/** A toast is read in passing. */
const MOST_WORKFLOWS = 3;

/** What is out of order, and what that breaks, in two or three short sentences. */
export function warningText({ name, state, isWrong, cards, workflows }: Warning, say: BackgroundWords): string {
  const shown = workflows.slice(0, MOST_WORKFLOWS).join(', ');
  const left = workflows.length - MOST_WORKFLOWS;
  return [
    fill(isWrong ? say.wrong : say.state[state], name),
    // Wrong values are neither old nor missing.
    !isWrong && cards.length > 0 && fill(say.cards, cards.join(', ')),
    shown && fill(say.workflows, left > 0 ? fill(say.more, shown, String(left)) : shown),
  ]
    .filter(Boolean)
    .join(' ');
}
