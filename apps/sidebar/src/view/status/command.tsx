import { troubleText } from '../trouble-text.ts';
import type { StatusContext } from './context.ts';

/** A button that does something at the server. Without `run`, it submits its form. The first thing to do looks like it. */
export function commandButton(ctx: StatusContext, key: string, words: string, run?: () => void, isFirst = !run) {
  const { state, say } = ctx;
  const own = state.command?.key === key ? state.command : undefined;
  const isBusy = state.command?.state === 'sending';
  return (
    <button type={run ? 'button' : 'submit'} class={isFirst ? 'btn main' : 'btn'} disabled={isBusy} onClick={run}>
      {own?.state === 'sending' ? say.ui.sending : words}
    </button>
  );
}

/** What became of it, beside the button. */
export function commandNews(ctx: StatusContext, ...keys: readonly string[]) {
  const { state, say } = ctx;
  const own = state.command && keys.includes(state.command.key) ? state.command : undefined;
  return (
    <span role="status" class={own?.state === 'refused' ? 'news trouble' : 'news'}>
      {own?.state === 'done' && say.ui.saved}
      {own?.refusal && troubleText(own.refusal, ctx)}
    </span>
  );
}
