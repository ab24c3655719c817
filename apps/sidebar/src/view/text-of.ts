import type { Field } from '@sidelight/shared/context/field.ts';
import type { Tone, Value } from '@sidelight/shared/context/value.ts';
import { DAY_MS, type Format, isDay, timeOf } from '../words/format.ts';
import { type CommonWords, fill } from '../words/words.ts';
import type { ViewContext } from './context.ts';

/** The part of the view context that turns values into words. */
type Speech = Format & Pick<CommonWords, 'ui'> & Pick<ViewContext, 'nowMs'>;

/** A value in words: what it is, and what is good to know besides. */
export interface Text {
  readonly main: string;
  readonly note?: string | undefined;
}

export function textOf(value: Value, ctx: Speech): Text {
  const { ui } = ctx;
  const nowMs = ctx.nowMs();
  switch (value.kind) {
    case 'text':
    case 'tickets':
      return { main: value.text };
    case 'code':
      return value.isConfirmed ? codeText(value) : { main: value.code.replace(/_/g, ' '), note: ui.unconfirmed };
    case 'number': {
      const main = ctx.number(value.number);
      return {
        main: value.of === undefined ? main : fill(ui.ratio, main, ctx.number(value.of)),
        ...(value.note && { note: value.note }),
      };
    }
    case 'money': {
      const sums = [value, ...(value.more ?? [])].map((sum) => ctx.money(sum.amount, sum.currency));
      return { main: sums.join(' + '), ...(value.at && { note: ctx.date(value.at, nowMs) }) };
    }
    case 'date':
      if (value.zone) return { main: ctx.timeIn(value.zone, nowMs), note: value.note };
      return value.due
        ? { main: `${isOver(value, nowMs) ? value.due.after : value.due.before} ${ctx.relative(value.at, nowMs)}` }
        : dateText(value.at);
    case 'trend':
      return { main: value.says ?? value.points.map(ctx.number).join(', ') };
    case 'issues':
      return { main: value.items.map((issue) => issue.title).join(', ') || ui.noIssues };
  }

  function codeText({ label, tone, since }: Extract<Value, { kind: 'code' }>): Text {
    if (!since) return { main: label };
    const agoMs = nowMs - timeOf(since);
    // How long a trouble has lasted is part of it; when a calm state began or ends is a note.
    if (agoMs > 0 && isRisk(tone)) return { main: `${label}${label.includes(' · ') ? '' : ','} ${ctx.span(agoMs)}` };
    const date = ctx.date(since, nowMs);
    return { main: label, note: agoMs > 0 ? fill(ui.since, date) : date };
  }

  function dateText(at: string): Text {
    const isNear = Math.abs(timeOf(at) - nowMs) < DAY_MS && !isDay(at);
    if (isNear) return { main: ctx.relative(at, nowMs) };
    return { main: ctx.date(at, nowMs), note: ctx.relative(at, nowMs) };
  }
}

/** What an agent should not answer without having seen. */
export const isRisk = (tone: Tone): boolean => tone === 'bad' || tone === 'warn';

/** What was due by then. */
export const isOver = (value: Value, nowMs: number): boolean =>
  value.kind === 'date' && value.due !== undefined && timeOf(value.at) < nowMs;

/** The map has no word for it: nobody has said what it means. */
export const isUnconfirmed = (field: Field | undefined): boolean =>
  field !== undefined && 'value' in field && field.value.kind === 'code' && !field.value.isConfirmed;

/** For the clipboard, and for reading aloud. */
export const plain = ({ main, note }: Text): string => (note ? `${main} (${note})` : main);
