import { Fragment } from 'preact';
import type { CardContext } from './context.ts';
import { issuesSlot } from './issues-slot.tsx';
import { isHead, type Line } from './layout.ts';
import { lineRow } from './line.tsx';

/** Lines in the map's order. */
export function lineList(lines: readonly Line[], ctx: CardContext) {
  const rows = lines.filter((line) => line.kind !== 'issues' && !isHead(line));
  return (
    <>
      {lines.map((line) => line.kind === 'issues' && issuesSlot(line.fields, ctx))}
      {rows.length > 0 && (
        <dl>
          {rows.map((line) => (
            <Fragment key={line.fields[0].id}>{lineRow(line, ctx)}</Fragment>
          ))}
        </dl>
      )}
    </>
  );
}
