import type { OrphanWhy, UnpairedPage } from '@sidelight/shared/sync/unpaired.ts';
import type { ComponentChild } from 'preact';
import { lengthOf } from '../../model/sync-unpaired/state.ts';
import { put } from '../../words/put.ts';
import { outLink } from '../out-link.tsx';
import { counted } from '../sync/told.ts';
import type { UnpairedContext } from './context.ts';

type Side = 'left' | 'right';
interface Link {
  readonly id: string;
  readonly url?: string | undefined;
}

/** Records without a partner, by why. */
export const orphansPart = (object: string, { orphans, totals }: UnpairedPage, ctx: UnpairedContext) =>
  totals.orphans.map(({ why, left, right }) => {
    const those = orphans.filter((one) => one.why === why);
    const lines = those.map(({ side, id, url, fieldLabel, there }) => (
      <li key={`${side} ${id}`} class="letter">
        <span>
          {where(side, ctx)} {recordLink({ id, url }, side, ctx)}
          {fieldLabel !== undefined && <span class="note"> · {fieldLabel}</span>}
        </span>
        {there.length > 0 && (
          <span class="links">
            {where(side === 'left' ? 'right' : 'left', ctx)}
            {there.map((one) => recordLink(one, side === 'left' ? 'right' : 'left', ctx))}
          </span>
        )}
      </li>
    ));
    return part(`${object} ${why}`, titleOf(why, ctx), left + right, lines, ctx);
  });

const titleOf = (why: OrphanWhy, { words }: UnpairedContext) => words.why[why];

/** Records of one side with the same value of one field, group by group. */
export function duplicatesPart(object: string, { duplicates, totals }: UnpairedPage, ctx: UnpairedContext) {
  const { words, report } = ctx;
  const lines = duplicates.map(({ side, field, fieldLabel, size, records }) => (
    <li key={`${side} ${field} ${records[0]?.id}`} class="letter">
      <span>{put(words.same, { field: fieldLabel, system: report.systems[side] })}</span>
      <span class="links">
        {records.map((one) => recordLink(one, side, ctx))}
        {size > records.length && counted(size - records.length, words.others, ctx)}
      </span>
    </li>
  ));
  const total = totals.duplicates.left + totals.duplicates.right;
  return part(`${object} duplicates`, counted(total, words.groups, ctx), total, lines, ctx, true);
}

/** Some lines of many, with more when they are wanted. */
function part(
  key: string,
  title: string,
  total: number,
  lines: readonly ComponentChild[],
  ctx: UnpairedContext,
  isCounted = false,
) {
  const { say, words, state, number } = ctx;
  if (total === 0) return null;
  const shown = lines.slice(0, lengthOf(state, key));
  return (
    <div key={key} class="run">
      <h3>{isCounted ? title : `${title}: ${number(total)}`}</h3>
      {lines.length < total && <p class="note">{put(words.first, { count: number(lines.length) })}</p>}
      <ul class="rows sample">{shown}</ul>
      {shown.length < lines.length && (
        <button type="button" class="btn" onClick={() => ctx.more(key)}>
          {say.ui.more}
          <span class="sr"> {title}</span>
        </button>
      )}
    </div>
  );
}

const where = (side: Side, { report }: UnpairedContext) => <span class="note">{report.systems[side]}</span>;

function recordLink({ id, url }: Link, side: Side, ctx: UnpairedContext) {
  return (
    <span key={id}>
      {(url !== undefined && outLink(url, ctx, id, put(ctx.say.ui.openIn, { system: ctx.report.systems[side] }))) || id}
    </span>
  );
}
