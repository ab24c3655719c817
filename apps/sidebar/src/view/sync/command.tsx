import { put } from '../../words/put.ts';
import { troubleText } from '../trouble-text.ts';
import type { ReportContext, SyncContext } from './context.ts';
import { told } from './told.ts';

interface Command {
  readonly key: string;
  readonly words: string;
  readonly about?: string;
  readonly isMain?: boolean;
  readonly isOff?: boolean;
  run(): void;
}

/** A button that does something at the server. `about` is read aloud with it: the same words stand at many items. */
export function commandButton(ctx: SyncContext, { key, words, about, run, isMain = false, isOff = false }: Command) {
  const { command } = ctx.state;
  const isSending = command?.state === 'sending';
  return (
    <button type="button" class={isMain ? 'btn main' : 'btn'} disabled={isOff || isSending} onClick={run}>
      {isSending && command.key === key ? ctx.say.ui.sending : words}
      {about !== undefined && <span class="sr"> {about}</span>}
    </button>
  );
}

/** The same in two clicks: what is asked stands where the button stood. */
export function twoStep(ctx: SyncContext, command: Command, question: string, yes: string) {
  if (ctx.state.asked !== command.key) return commandButton(ctx, { ...command, run: () => ctx.askFirst(command.key) });
  return (
    <fieldset key={`sure ${command.key}`} class="sure">
      <legend>{question}</legend>
      <button type="button" class="btn" onClick={() => ctx.askFirst(undefined)} ref={focusNo}>
        {ctx.say.ui.no}
      </button>
      {commandButton(ctx, { ...command, words: yes, isMain: true })}
    </fieldset>
  );
}

// Where one is when something is about to happen: on the way back. One function for all, so that a redraw takes no focus.
function focusNo(button: HTMLElement | null): void {
  button?.focus();
}

/** What became of it, beside the button. `done`: what to say where it worked. */
export function commandNews(ctx: ReportContext, keys: readonly string[], done = ctx.say.ui.done) {
  const { command } = ctx.state;
  const own = command && keys.includes(command.key) ? command : undefined;
  const isTrouble = own && own.state !== 'done' && own.state !== 'sending';
  return (
    <div role="status" class={`news ${isTrouble ? 'trouble' : ''}`}>
      {own?.state === 'done' && put(done, { count: ctx.number(own.count ?? 0) })}
      {own?.state === 'refused' && refusalText(own.refusal, ctx)}
      {own?.state === 'stopped' && told(ctx.say.commandRefused[own.why], ctx.report)}
      {own?.state === 'undecided' &&
        [...new Set(own.refusals.map((one) => decideText(one, ctx)))].map((text) => <p key={text}>{text}</p>)}
    </div>
  );
}

type Undecided = Extract<NonNullable<SyncContext['state']['command']>, { state: 'undecided' }>['refusals'][number];

function decideText({ code, valueClass, codes }: Undecided, { say }: SyncContext): string {
  const what = valueClass === undefined ? '' : (new Map(Object.entries(say.valueClass)).get(valueClass) ?? valueClass);
  const known = codes ? ` ${put(say.ui.ownCodes, { codes: codes.join(', ') })}.` : '';
  return `${put(say.decideRefused[code], { what })}${known}`;
}

type Refusal = NonNullable<SyncContext['state']['refusal']>;

/** Why our own server did not do it. */
export const refusalText = (refusal: Refusal, ctx: Pick<SyncContext, 'say' | 'problems' | 'trouble'>): string =>
  refusal.kind === 'refused' && refusal.code === 'not_found' ? ctx.say.ui.elsewhere : troubleText(refusal, ctx);
