import type { WarningAnswer } from '@sidelight/shared/health/warning.ts';
import type { BackgroundWords } from './background-en.ts';
import { fill } from './words.ts';

type Warning = Extract<WarningAnswer, { kind: 'warn' }>;

/** A toast is read in passing. */
const MOST_WORKFLOWS = 3;

/** What is out of order, what that breaks, and where to go on, in three or four short sentences: a toast holds no link. */
export function warningText({ name, state, isWrong, cards, workflows }: Warning, say: BackgroundWords): string {
  const shown = workflows.slice(0, MOST_WORKFLOWS).join(', ');
  const left = workflows.length - MOST_WORKFLOWS;
  return [
    fill(isWrong ? say.wrong : say.state[state], name),
    // Wrong values are neither old nor missing.
    !isWrong && cards.length > 0 && fill(say.cards, cards.join(', ')),
    shown && fill(say.workflows, left > 0 ? fill(say.more, shown, String(left)) : shown),
    say.next,
  ]
    .filter(Boolean)
    .join(' ');
}
