import type { ObjectStanding } from '@sidelight/shared/sync/sync-report.ts';
import type { UnpairedPage } from '@sidelight/shared/sync/unpaired.ts';
import { unpairedAsCsv } from '../../model/sync-unpaired/unpaired-file.ts';
import { put } from '../../words/put.ts';
import { counted, told } from '../sync/told.ts';
import type { UnpairedContext } from './context.ts';
import { duplicatesPart, orphansPart } from './lists.tsx';

/** Records without a partner and those that are there twice, by kind of record. Nothing where nothing was compared. */
export function unpairedPart(ctx: UnpairedContext) {
  const { words, report } = ctx;
  const objects = report.objects.filter(({ unpaired }) => unpaired);
  if (objects.length === 0) return null;
  return (
    <section aria-labelledby="unpaired-title">
      <h2 id="unpaired-title">{words.title}</h2>
      <p class="note">{told(words.hint, report)}</p>
      {objects.map((one) => kind(one, ctx))}
    </section>
  );
}

function kind({ id, label, unpaired }: ObjectStanding, ctx: UnpairedContext) {
  const { words, say, state, relative, nowMs } = ctx;
  if (!unpaired) return null;
  const { orphans, duplicates, foundAt } = unpaired;
  const list = state.lists.get(id);
  const found = [
    ...(orphans > 0 ? [counted(orphans, words.orphans, ctx)] : []),
    ...(duplicates > 0 ? [counted(duplicates, words.groups, ctx)] : []),
  ];
  return (
    <article key={id} class="card">
      <p>
        <b>{label}</b>: {found.length > 0 ? found.join(' · ') : words.every}{' '}
        <span class="note">{put(words.found, { ago: relative(foundAt, nowMs()) })}</span>
      </p>
      {(found.length > 0 || list) && (
        <div class="buttons">
          <button type="button" class="btn" aria-expanded={list !== undefined} onClick={() => ctx.toggle(id)}>
            {list ? say.ui.lettersHide : say.ui.lettersShow}
            <span class="sr"> {label}</span>
          </button>
          {list?.state === 'ok' && csvButton(id, label, list.value, ctx)}
        </div>
      )}
      {list?.state === 'reading' && <p role="status">{say.ui.reading}</p>}
      {list?.state === 'failed' && (
        <p role="alert" class="trouble">
          {say.ui.failed}
        </p>
      )}
      {list?.state === 'ok' && (
        <>
          {orphansPart(id, list.value, ctx)}
          {duplicatesPart(id, list.value, ctx)}
        </>
      )}
    </article>
  );
}

function csvButton(id: string, label: string, page: UnpairedPage, ctx: UnpairedContext) {
  const { report, words, say } = ctx;
  const save = () => ctx.save(`sync-${id}-unpaired.csv`, 'text/csv', unpairedAsCsv(page, report.systems, words));
  return (
    <button type="button" class="btn" onClick={save}>
      {say.ui.csv}
      <span class="sr"> {label}</span>
    </button>
  );
}
