import type { ConnectionTest, MappedField, RawName } from '@sidelight/shared/setup/connection.ts';
import { fill } from '../../words/words.ts';
import { icon } from '../icon.tsx';
import type { SetupContext } from './context.ts';

type Worked = Extract<ConnectionTest, { kind: 'worked' }>;

/** What agents will see beside what the vendor said; what does not fit comes first. */
export function mapping({ record, asked, fields, raw }: Worked, ctx: SetupContext) {
  const { ui } = ctx.say;
  const unused = raw.filter(({ state }) => state === 'unused');
  const others = raw.filter(({ state }) => state !== 'unused').toSorted(missingFirst);
  return (
    <>
      {!record && <p class="trouble">{asked.length > 0 ? ui.noRecord : ui.noneAsked}</p>}
      {attention(fields, raw, ctx)}
      <div class="found">
        <div>
          <h4>{ui.asAgents}</h4>
          <dl class="mapped">{fields.map((field) => mapped(field, ctx))}</dl>
        </div>
        <div>
          <h4>{ui.rawNames}</h4>
          <ul class="raw">
            {others.map(({ name, state }) => (
              <li key={name} class={state}>
                {icon(state === 'missing' ? 'triangle' : state === 'no_data' ? 'dash' : 'check')} <code>{name}</code>
                <span class="note">{ctx.say.raw[state]}</span>
              </li>
            ))}
            {raw.length === 0 && <li class="note">{ui.noNames}</li>}
          </ul>
          {unused.length > 0 && (
            <details>
              <summary>{fill(ui.unusedNames, ctx.number(unused.length))}</summary>
              <p class="others">
                {unused.map(({ name }) => (
                  <code key={name}>{name}</code>
                ))}
              </p>
            </details>
          )}
        </div>
      </div>
    </>
  );
}

const missingFirst = (a: RawName, b: RawName): number => Number(b.state === 'missing') - Number(a.state === 'missing');

function attention(fields: readonly MappedField[], raw: readonly RawName[], { say: { ui } }: SetupContext) {
  const sentences = [
    ...fields.filter(({ state }) => state === 'unknown_code').map(({ label }) => fill(ui.unknownCode, label)),
    ...fields.filter(({ state }) => state === 'bad').map(({ label }) => fill(ui.badField, label)),
    ...raw.filter(({ state }) => state === 'missing').map(({ name }) => fill(ui.missingName, name)),
  ];
  return (
    sentences.length > 0 && (
      <div class="todo">
        <b>{ui.attention}</b>
        <ul>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
    )
  );
}

const mapped = ({ id, label, mapping, state, display }: MappedField, { say }: SetupContext) => (
  <div key={id} class={state}>
    <dt>{label}</dt>
    <dd>
      {display !== undefined && <span dir="auto">{display} </span>}
      {state !== 'filled' && <span class="note">{say.field[state]}</span>}
      <code>{mapping}</code>
    </dd>
  </div>
);
