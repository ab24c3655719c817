import type { Act } from '../model/actions.ts';
import type { CardContext } from './context.ts';

/**
 * A button that says for a moment what came of it. `about` names what it acts on,
 * for those who hear the button without its surroundings.
 */
export function feedbackButton(ctx: CardContext, key: string, words: string, act: Act, about?: string) {
  const { feedback } = ctx.view;
  return (
    <button type="button" class="btn" onClick={() => ctx.act(ctx.id, key, act)}>
      {feedback?.key === key ? feedback.says : words}
      {about && <span class="sr"> {about}</span>}
    </button>
  );
}
