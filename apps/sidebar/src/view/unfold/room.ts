import type { CardView } from '../../model/state.ts';
import { type IssueList, issuesOf } from '../issues.ts';
import { type FrameField, isHead, linesOf } from '../layout.ts';

/** Heights of sidebar.css, in pixels: of a row, of the place of an issue, of a line of text. */
export const ROW_PX = 24;
const [ISSUES_PX, LINE_PX] = [88, 18];
/** Above and below the lines of the box, its button included; and the margin below it. */
const [AROUND_PX, MARGIN_PX] = [32, 4];
/** With less, it says why in one line, and what to do behind a button. */
export const LEAST_PX = AROUND_PX + MARGIN_PX + 2 * LINE_PX;

/**
 * What the rows that are not there had: what is said in their place takes no more until somebody unfolds it, and no
 * less, so that nothing below is moved while it is read. Each further thing to say takes a line of it.
 */
export function roomFor(said: number, view: CardView): number {
  const isAway = ({ id }: FrameField) => ['failed', 'unlinked'].includes(view.fields.get(id)?.state ?? '');
  const isNone = (list: IssueList) => list.items.length === 0 && list.state === 'incomplete';
  const away = linesOf(view.frame).filter(
    (line) =>
      !isHead(line) && (line.kind === 'issues' ? isNone(issuesOf(line.fields, view)) : line.fields.every(isAway)),
  );
  const kept = away.filter((line) => !line.fields.every(isExtra));
  const heights = kept.map(({ kind }) => (kind === 'issues' ? ISSUES_PX : ROW_PX));
  return heights.reduce((sum, height) => sum + height, 0) - (said - 1) * ROW_PX;
}

/** There is no room for it before it is there. */
export const isExtra = ({ show }: FrameField): boolean => show === 'extra' || show === 'trend';

export const leastOf = (roomPx: number) => ({ minHeight: `${roomPx}px` });

/** No line is cut through, and the last one ends in an ellipsis where more follows. */
export function foldedIn(roomPx: number) {
  const lines = Math.floor((roomPx - AROUND_PX - MARGIN_PX) / LINE_PX);
  const height = AROUND_PX + lines * LINE_PX;
  return { height: `${height}px`, marginBlockEnd: `${roomPx - height}px`, '--lines': lines };
}
