import { ownValue } from '@sidelight/shared/own-property.ts';
import { type AgreedField, type Edit, inputId, keyOf, type Place } from '../../model/synced/state.ts';
import { put } from '../../words/put.ts';
import type { SyncedContext } from './context.ts';
import { said } from './value-text.ts';

const KEYBOARDS: Readonly<Record<string, string>> = { email: 'email', phone: 'tel', number: 'number' };

/** Another value for one field, for both sides. */
export function editor(place: Place, field: AgreedField, ctx: SyncedContext) {
  const { say, state, correct } = ctx;
  const { edit } = state;
  if (!edit) return undefined;
  const { ui } = say;
  const { codes, type, label } = field;
  const id = inputId(keyOf(place));
  const trouble = troubleText(field, edit, ctx);
  const onSubmit = (event: Event) => {
    event.preventDefault();
    correct.save(place);
  };
  const given = {
    ...{ id, 'aria-label': `${ui.newValue}: ${label}`, 'aria-describedby': `${id}-hint` },
    'aria-invalid': edit.trouble?.kind === 'not_a_value',
  };
  return (
    <form class="panel" onSubmit={onSubmit} onKeyDown={({ key }) => key === 'Escape' && correct.cancel()}>
      {codes && type !== 'multi_select' ? (
        <select {...given} value={edit.text} onChange={({ currentTarget }) => correct.type(currentTarget.value)}>
          {codes.map((code) => (
            <option key={code} value={code}>
              {code}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...given}
          type="text"
          inputMode={ownValue(KEYBOARDS, type) ?? 'text'}
          autocomplete="off"
          spellcheck={false}
          list={type === 'time_zone' ? `${id}-zones` : undefined}
          value={edit.text}
          onInput={({ currentTarget }) => correct.type(currentTarget.value)}
        />
      )}
      {type === 'time_zone' && (
        <datalist id={`${id}-zones`}>
          {Intl.supportedValuesOf('timeZone').map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
      )}
      <p class={trouble ? 'wrong-value' : 'note'} id={`${id}-hint`} role={trouble ? 'alert' : undefined}>
        {trouble ?? hintFor(type, ctx)}
      </p>
      <p class="buttons">
        <button type="submit" class="btn" aria-disabled={edit.isSaving}>
          {edit.isSaving ? ui.saving : edit.trouble?.kind === 'changed' ? ui.saveMine : ui.save}
        </button>
        <button type="button" class="btn" onClick={correct.cancel}>
          {ui.cancel}
        </button>
      </p>
    </form>
  );
}

/** Of a kind whose spelling nobody guesses. */
const EXAMPLES = { time_zone: 'Europe/Berlin', language: 'de, en-US' };

function hintFor(type: AgreedField['type'], { say: { ui }, systems }: SyncedContext): string {
  const like = ownValue(EXAMPLES, type);
  return put((like ? ui.example : '') + ui.hint, { ...systems, like: like ?? '' });
}

/** Why it was not saved, and what to do. */
function troubleText(
  { type, label, codes }: AgreedField,
  { trouble, seen }: Edit,
  ctx: SyncedContext,
): string | undefined {
  const { ui, wrong } = ctx.say;
  switch (trouble?.kind) {
    case undefined:
      return undefined;
    case 'not_a_value': {
      const one = put(ownValue<string>(wrong, type) ?? wrong.other, { field: label });
      return codes ? `${one} ${put(ui.codes, { codes: codes.join(', ') })}` : one;
    }
    case 'changed':
      return put(ui.changed, { seen: said(type, seen, ctx), now: said(type, trouble.field.value, ctx) });
    case 'not_offered':
      return ui.notOffered;
    case 'broken':
      return ui.broken;
  }
}
