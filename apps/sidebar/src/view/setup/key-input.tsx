import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Input, SetupConnection } from '@sidelight/shared/setup/connection.ts';
import type { TargetedInputEvent } from 'preact';
import { inputId, resultId, showKey } from '../../model/setup/ids.ts';
import { fill } from '../../words/words.ts';
import { KEY_ATTRIBUTES } from '../key-attributes.ts';
import type { SetupContext } from './context.ts';

/** One thing to type. A secret starts empty, and is hidden until somebody wants to see it. */
export function keyInput(connection: SetupConnection, input: Input, ctx: SetupContext) {
  const { name, isSecret, example, value } = input;
  const { connector } = connection;
  const { state, say } = ctx;
  const { ui } = say;
  const label = labelOf(input.label, say);
  const id = inputId(connector, name);
  const testRun = state.testRuns.get(connector);
  // What an earlier test found wrong is not in the field any more.
  const test = testRun?.state === 'answered' ? testRun.answer.test : undefined;
  const isWrong = test?.kind === 'failed' && test.inputs.includes(name);
  const show = showKey(connector, name);
  const isShown = !isSecret || state.open.has(show);
  const hints = [isWrong && `${id}-wrong ${resultId(connector)}`, example && `${id}-hint`].filter(Boolean).join(' ');
  const common = {
    ...KEY_ATTRIBUTES,
    id,
    // No name that a password manager would take for a login's.
    name: `${connector}-${name}`,
    value: ownValue(state.typed.get(connector), name) ?? (isSecret ? '' : (value ?? '')),
    'aria-invalid': isWrong,
    'aria-describedby': hints || undefined,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => ctx.type(connector, name, event.currentTarget.value),
  } as const;
  return (
    <div key={name} class={isWrong ? 'input wrong' : 'input'}>
      <label for={id}>{label}</label>
      <span class="with-show">
        {isShown ? <input type="text" {...common} /> : <input type="password" {...common} />}
        {isSecret && (
          <button type="button" class="btn" aria-controls={id} onClick={() => ctx.toggle(show)}>
            {isShown ? ui.hide : ui.show}
            <span class="sr"> {label}</span>
          </button>
        )}
      </span>
      {example && (
        <span class="note" id={`${id}-hint`}>
          {fill(ui.looksLike, example)}
        </span>
      )}
      {isWrong && (
        <span class="note wrong-note" id={`${id}-wrong`}>
          {ui.wrongInput}
        </span>
      )}
    </div>
  );
}

function labelOf(label: Input['label'], { language, sample, sampleAbout, sampleBy }: SetupContext['say']): string {
  if (label.kind === 'vendor') return label.text[language];
  return sample.replace('{about}', sampleAbout[label.about]).replace('{by}', sampleBy[label.by]);
}
