import type { CardContext } from './context.ts';

/**
 * A button that says for a moment what came of it. `about` names what it acts on,
 * for those who hear the button without its surroundings.
 */
export function feedbackButton(
  { view: { feedback }, ui }: CardContext,
  key: string,
  words: string,
  run: () => unknown,
  about?: string,
) {
  return (
    <button type="button" class="btn" onClick={run}>
      {feedback?.key === key ? ui[feedback.kind] : words}
      {about && <span class="sr"> {about}</span>}
    </button>
  );
}
