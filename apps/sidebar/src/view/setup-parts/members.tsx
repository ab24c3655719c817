import { fill } from '../../words/words.ts';
import type { SetupPartsContext } from './context.ts';

/** How many people the chosen groups are. */
export function groupMembers(ctx: SetupPartsContext) {
  const { words, state, chosen, groups, number } = ctx;
  if (chosen.length === 0) return null;
  const counts = chosen.flatMap((id) => {
    const name = groups.find((group) => group.id === id)?.name;
    return name === undefined ? [] : [{ id, name, count: state.members.get(id), isAsked: state.members.has(id) }];
  });
  return (
    <p class="note members">
      {words.members}{' '}
      {counts.map(({ id, name, count, isAsked }, i) => (
        <span key={id}>
          {i > 0 && ' · '}
          <b>{name}</b>: {count === undefined ? (isAsked ? words.uncounted : '…') : peopleText(count)}
        </span>
      ))}
      {counts.length > 1 && ` · ${words.twice}`}
    </p>
  );

  function peopleText(count: number): string {
    return fill(count === 1 ? words.onePerson : words.people, number(count));
  }
}
