import { Fragment } from 'preact';
import type { CardContext } from './context.ts';
import { groupRow } from './group.tsx';
import type { Group } from './groups.ts';
import { issuesSlot } from './issues-slot.tsx';
import { isHead, type Line } from './layout.ts';
import { lineRow } from './line.tsx';

/** Lines in the map's order. What could not be had is said where its first field would stand; what is old or wrong, below. */
export function lineList(lines: readonly Line[], groups: readonly Group[], ctx: CardContext) {
  const startingIn = (some: readonly Line[], isShown: boolean) =>
    groups
      .filter(
        ([first]) =>
          'receipt' in first === isShown && some.some((line) => line.fields.some(({ id }) => id === first.id)),
      )
      .map((group) => groupRow(group, ctx, group === firstFailed));
  const firstFailed = groups.find(([first]) => first.state === 'failed');
  return (
    <>
      {lines.map((line) => line.kind === 'issues' && issuesSlot(line.fields, ctx))}
      <dl>
        {lines.map((line) => (
          <Fragment key={line.fields[0].id}>
            {line.kind !== 'issues' && !isHead(line) && lineRow(line, ctx)}
            {startingIn([line], false)}
          </Fragment>
        ))}
        {startingIn(lines, true)}
      </dl>
    </>
  );
}
