import { icon } from '../icon.tsx';
import type { SetupContext } from './context.ts';
import { failureWords } from './failure-words.ts';
import { refusalText } from './refusal-text.ts';
import { sentence } from './sentence.ts';

interface Command {
  readonly key: string;
  readonly words: string;
  readonly isMain?: boolean;
  readonly isOff?: boolean;
  run(): void;
}

/** A button that does something at the server. */
export function commandButton(ctx: SetupContext, { key, words, run, isMain = false, isOff = false }: Command) {
  const { command } = ctx.state;
  const isSending = command?.state === 'sending';
  return (
    <button type="button" class={isMain ? 'btn main' : 'btn'} disabled={isOff || isSending} onClick={run}>
      {isSending && command.key === key ? ctx.say.ui.sending : words}
    </button>
  );
}

/** The same in two clicks: what is asked stands where the button stood. */
export function twoStep(ctx: SetupContext, command: Command, question: string, yes: string, no: string) {
  const { state } = ctx;
  if (state.asked !== command.key) return commandButton(ctx, { ...command, run: () => ctx.askFirst(command.key) });
  return (
    <fieldset key={`sure ${command.key}`} class="sure">
      <legend>{question}</legend>
      <button type="button" class="btn" onClick={() => ctx.askFirst(undefined)} ref={focusNo}>
        {no}
      </button>
      {commandButton(ctx, { ...command, words: yes, isMain: true })}
    </fieldset>
  );
}

// Where one is when something is about to happen: on the way back. One function for all, so that a redraw takes no focus.
function focusNo(button: HTMLElement | null): void {
  button?.focus();
}

/** What became of it, beside the button. */
export function commandNews(ctx: SetupContext, ...keys: readonly string[]) {
  const { state, say } = ctx;
  const own = state.command && keys.includes(state.command.key) ? state.command : undefined;
  const failed = own?.state === 'failed' ? failureWords(own.reason, say.ui.helpdesk, ctx) : undefined;
  return (
    <div role="status" class={`news ${own && own.state !== 'done' && own.state !== 'sending' ? 'trouble' : ''}`}>
      {own?.state === 'done' && say.ui.done}
      {own?.state === 'refused' && refusalText(own.refusal, ctx)}
      {failed && (
        <>
          {icon('triangle')} {failed.reason} {failed.remedy}
        </>
      )}
      {own?.state === 'blocked' && (
        <>
          {say.ui.blocked} {own.blockers.map((one) => sentence(say.blocker[one.code], one, ctx)).join(' ')}
        </>
      )}
    </div>
  );
}
