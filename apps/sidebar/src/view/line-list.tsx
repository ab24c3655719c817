import { Fragment } from 'preact';
import type { CardContext } from './context.ts';
import { issuesSlot } from './issues-slot.tsx';
import { isHead, type Line } from './layout.ts';
import { lineRow } from './line.tsx';

/** Lines in the map's order. */
export const lineList = (lines: readonly Line[], ctx: CardContext) => (
  <>
    {lines.map((line) => line.kind === 'issues' && issuesSlot(line.fields, ctx))}
    <dl>
      {lines.map((line) => (
        <Fragment key={line.fields[0].id}>{line.kind !== 'issues' && !isHead(line) && lineRow(line, ctx)}</Fragment>
      ))}
    </dl>
  </>
);
