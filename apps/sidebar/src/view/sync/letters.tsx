import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Letter } from '@sidelight/shared/sync/review.ts';
import type { LetterReason } from '@sidelight/shared/sync/sync-parts.ts';
import type { ObjectStanding } from '@sidelight/shared/sync/sync-report.ts';
import { lettersKey, replayKey } from '../../model/sync/ids.ts';
import { put } from '../../words/put.ts';
import { outLink } from '../out-link.tsx';
import { noun } from '../status/count.ts';
import { commandButton, commandNews, twoStep } from './command.tsx';
import type { ReportContext } from './context.ts';
import { counted } from './told.ts';

/** Values that one side did not take: why, what to do about it, and once more. */
export function letters(ctx: ReportContext) {
  const { say, report } = ctx;
  const groups = report.objects.flatMap((object) => object.letters.map((letter) => ({ object, ...letter })));
  return (
    <section key="letters" aria-labelledby="letters">
      <h2 id="letters">{say.ui.letters}</h2>
      {groups.length === 0 && <p class="calm">{say.ui.lettersNone}</p>}
      {groups.map((one) => group(one.object, one, ctx))}
    </section>
  );
}

function group(
  object: ObjectStanding,
  { reason, count, fields }: ObjectStanding['letters'][number],
  ctx: ReportContext,
) {
  const { say, state, report, number, isAdmin } = ctx;
  const { ui } = say;
  const key = lettersKey(object.id, reason);
  const shown = state.letters.get(key);
  const head = put(noun(count, ui.lettersOf), { count: number(count), object: object.label });
  const known = isReason(say.letter, reason) ? reason : undefined;
  return (
    <article key={key} class="card">
      <p>
        <b>{head}</b>: {known ? say.letter[known] : reason}.
      </p>
      <p class="note">
        {fields
          .map(({ label, side, count: n }) => {
            const to = put(ui.letterTo, { field: label, system: report.systems[side] });
            return `${to}: ${number(n)}`;
          })
          .join(' · ')}
      </p>
      {known && (
        <p class="note">
          <b>{ui.remedy}</b> {say.letterRemedy[known]}
        </p>
      )}
      <div class="buttons">
        <button
          type="button"
          class="btn"
          aria-expanded={shown !== undefined}
          onClick={() => ctx.toggleLetters(object.id, reason)}
        >
          {shown ? ui.lettersHide : ui.lettersShow}
        </button>
        {isAdmin &&
          known &&
          twoStep(
            ctx,
            {
              ...{ key: replayKey(key), words: ui.replayAll, about: head },
              run: () => ctx.replay(key, { object: object.id, reason: known }),
            },
            ui.replayAllSure,
            ui.replay,
          )}
        {commandNews(ctx, [replayKey(key)], countedNews(ctx))}
      </div>
      {shown?.state === 'reading' && <p role="status">{ui.reading}</p>}
      {shown?.state === 'failed' && (
        <p role="alert" class="trouble">
          {ui.failed}
        </p>
      )}
      {shown?.state === 'ok' && (
        <>
          <ul class="rows">{shown.value.letters.map((letter) => line(letter, ctx))}</ul>
          {shown.value.isMore && <p class="note">{ui.lettersMore}</p>}
        </>
      )}
    </article>
  );
}

function countedNews(ctx: ReportContext): string {
  const { command } = ctx.state;
  return counted(command?.state === 'done' ? (command.count ?? 0) : 0, ctx.say.ui.replayNews, ctx);
}

function line(letter: Letter, ctx: ReportContext) {
  const { say, report, relative, nowMs, isAdmin } = ctx;
  const { ui } = say;
  const { id, title, fieldLabel, side, valueClass = '', at, url, isReplayed } = letter;
  const system = report.systems[side];
  const what = [title, put(ui.letterTo, { field: fieldLabel, system }), ownValue(say.valueClass, valueClass)];
  return (
    <li key={id} class="letter">
      <span dir="auto">
        {what.filter(Boolean).join(' · ')} <span class="note">{relative(at, nowMs())}</span>
      </span>
      {url !== undefined && outLink(url, ctx, put(ui.openIn, { system }), title ?? '')}
      {isReplayed ? (
        <span class="note">{ui.replayed}</span>
      ) : (
        isAdmin &&
        commandButton(ctx, {
          ...{ key: replayKey(id), words: ui.replay, about: title ?? fieldLabel },
          run: () => ctx.replay(id, { id }),
        })
      )}
    </li>
  );
}

const isReason = (words: Readonly<Record<LetterReason, string>>, name: string): name is LetterReason =>
  Object.hasOwn(words, name);
