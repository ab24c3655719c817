import type { Proposal } from '@sidelight/shared/sync/sync-request.ts';
import { ADD_FIELD, fieldPanelId } from '../../model/sync/ids.ts';
import { put } from '../../words/put.ts';
import type { ReportContext } from './context.ts';
import { patchPart } from './patch.tsx';
import { counted } from './told.ts';

/** Fields that both sides have and the map has not: each a change of the map to look at. */
export function proposals(ctx: ReportContext) {
  const { say, state } = ctx;
  const { ui } = say;
  const shown = state.proposals;
  const found = shown?.state === 'ok' ? shown.value.proposals : [];
  return (
    <section key="proposals" aria-labelledby="proposals">
      <h2 id="proposals">{ui.proposals}</h2>
      <p class="note">{ui.proposalsHint}</p>
      <div class="buttons">
        <button type="button" class="btn" aria-expanded={shown !== undefined} onClick={ctx.toggleProposals}>
          {shown ? ui.lettersHide : ui.lettersShow}
          <span class="sr"> {ui.proposals}</span>
        </button>
      </div>
      {shown?.state === 'reading' && <p role="status">{ui.reading}</p>}
      {shown?.state === 'failed' && (
        <p role="alert" class="trouble">
          {ui.failed}
        </p>
      )}
      {shown?.state === 'ok' && found.length === 0 && <p class="calm">{ui.proposalsNone}</p>}
      {found.length > 0 && <ul class="rows">{found.map((one) => line(one, ctx))}</ul>}
    </section>
  );
}

function line(one: Proposal, ctx: ReportContext) {
  const { say, report, state } = ctx;
  const { ui } = say;
  const { object, id, label, objectLabel, sides, without } = one;
  const draft = state.field?.object === object && state.field.id === id ? state.field : undefined;
  const { left, right } = report.systems;
  const parts = [
    `${left}: ${sides.left.property}`,
    `${right}: ${sides.right.property}`,
    ...(without > 0 ? [counted(without, ui.withoutPartner, ctx)] : []),
  ];
  const words = {
    ...{ key: ADD_FIELD, file: 'sync-field.patch', apply: ui.fieldApply, sure: ui.fieldSure, yes: ui.fieldYes },
    ...{ done: ui.fieldDone, run: ctx.applyField },
  };
  return (
    <li key={`${object} ${id}`} class="letter">
      <span dir="auto">
        <b>{label}</b> · {objectLabel} · {say.fieldType[one.type]}
        <br />
        <span class="note">{parts.join(' · ')}</span>
      </span>
      <button
        type="button"
        class="btn"
        aria-expanded={draft !== undefined}
        onClick={() => ctx.draftField(draft ? undefined : { object, id })}
      >
        {ui.fieldShow}
        <span class="sr"> {label}</span>
      </button>
      {draft && (
        <fieldset class="panel rule whole" key="patch">
          <legend id={fieldPanelId(draft)} tabIndex={-1}>
            {put(ui.fieldTitle, { what: label })}
          </legend>
          {patchPart(draft.patch, words, ctx)}
        </fieldset>
      )}
    </li>
  );
}
