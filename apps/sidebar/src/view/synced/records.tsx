import type { SyncedField, SyncedRecord } from '@sidelight/shared/customer/synced-fields.ts';
import { keyOf, type Place, pencilId } from '../../model/synced/state.ts';
import { put } from '../../words/put.ts';
import { icon } from '../icon.tsx';
import type { SyncedContext } from './context.ts';
import { editor } from './editor.tsx';
import { note } from './note.tsx';
import { pencil } from './pencil.tsx';
import { valueText } from './value-text.ts';
import { waiting } from './waiting.tsx';

/** One kind of record: a line a field, as both sides hold it. */
export function recordSection(record: SyncedRecord, ctx: SyncedContext) {
  const { object, label, fields } = record;
  const { left, right } = ctx.systems;
  return (
    <section aria-labelledby={`synced-${object}`} data-synced={object} key={object}>
      <header>
        <h2 id={`synced-${object}`}>{label}</h2>
        <span class="names">
          {left}, {right}
        </span>
      </header>
      <dl>{fields.map((field) => row({ object, id: field.id }, field, ctx))}</dl>
    </section>
  );
}

const quiet = (text: string) => (
  <span class="quiet">
    {icon('dash')} {text}
  </span>
);

function row(place: Place, field: SyncedField, ctx: SyncedContext) {
  const key = keyOf(place);
  const isOpen = ctx.state.edit?.key === key;
  return (
    <div class="both" key={key} data-synced-field={key}>
      <dt>{field.label}</dt>
      <dd>{value(place, field, isOpen, ctx)}</dd>
      {field.state === 'waits' && <dd class="below">{waiting(place, field, ctx)}</dd>}
      {field.state === 'agreed' && (
        <dd class="below">{isOpen ? editor(place, field, ctx) : note(place, field, ctx)}</dd>
      )}
    </div>
  );
}

/** A long address breaks where one reads it. */
const breakable = (text: string) => text.split(/(?<=@)/).map((part, i) => (i > 0 ? [<wbr />, part] : part));

function value(place: Place, field: SyncedField, isOpen: boolean, ctx: SyncedContext) {
  const { ui } = ctx.say;
  if (field.state === 'waits') return undefined;
  const text = valueText(field.type, field.value, ctx);
  const correct = put(ui.correct, { field: field.label });
  return (
    <>
      {text === undefined ? quiet(ui.none) : <span dir="auto">{breakable(text)}</span>}
      {field.canCorrect && (
        <button
          type="button"
          class="again"
          id={pencilId(keyOf(place))}
          title={correct}
          aria-expanded={isOpen}
          onClick={() => (isOpen ? ctx.correct.cancel() : ctx.correct.open(place, field))}
        >
          <span class="sr">{correct}</span>
          {pencil()}
        </button>
      )}
    </>
  );
}
