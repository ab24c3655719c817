import type { Clock } from '../host/port.ts';
import { onCard } from './reduce.ts';
import type { Feedback, State } from './state.ts';
import type { Store } from './store.ts';

/** "Copied" stays on the button this long. */
const FEEDBACK_MS = 2_000;

export type ShowBriefly = (cardId: string, feedback: Feedback) => void;

/** Says on a button what came of it, for a moment. */
export function createFeedback(state: Store<State>, clock: Clock): ShowBriefly {
  const show = (cardId: string, feedback: Feedback | undefined) =>
    state.set(onCard(state.get(), cardId, (view) => ({ ...view, feedback })));
  return (cardId, feedback) => {
    show(cardId, feedback);
    clock.after(FEEDBACK_MS, () => {
      const isShown = state.get().cards.some((view) => view.feedback === feedback);
      if (isShown) show(cardId, undefined);
    });
  };
}
