import type { CardSource } from '@sidelight/shared/context/card.ts';
import { fill } from '../words/words.ts';
import type { ViewContext } from './context.ts';
import { isOldAt, namesOf } from './groups.ts';
import { icon } from './icon.tsx';
import { Live } from './live.tsx';

const JUST_MS = 5_000;

/** Which systems a card speaks for, and how old the oldest of it is. Old by trouble is said louder; what failed, below. */
export function sourcesLine(sources: readonly CardSource[], ctx: ViewContext) {
  const { ui } = ctx;
  const read = sources.filter((source) => source.readAt);
  const failed = sources.filter((source) => source.state === 'failed');
  const isWrong = sources.some((source) => source.reason === 'wrong_values');
  const oldestMs = Math.min(...read.map((source) => Date.parse(source.readAt ?? '')));
  const isOld = sources.some(({ state, reason, readAt }) => state === 'stale' && isOldAt(reason, readAt, ctx.nowMs()));
  // Those still being asked are named from the first, so that the age after them stays where it is.
  const named = namesOf(sources.filter((source) => source.readAt || source.state === 'waiting'));
  // The age is another element once it is fresh: the same one, in another place, would count as having moved.
  return (
    <>
      <span class="names" title={named}>
        {named || (failed.length > 0 && fill(ui.notRead, namesOf(failed)))}
      </span>
      {read.length > 0 && (
        <span key={isOld || isWrong} class={isOld || isWrong ? 'old' : ''}>
          {(isOld || isWrong) && [icon(isWrong ? 'triangle' : 'clock'), ' ']}
          {isWrong ? ui.wrong : <Live ctx={ctx} text={age} />}
        </span>
      )}
    </>
  );

  function age(): string {
    const ageMs = ctx.nowMs() - oldestMs;
    if (!(ageMs >= JUST_MS || isOld)) return ui.now;
    const span = ctx.span(ageMs - (ageMs % JUST_MS));
    return isOld ? fill(ui.old, span) : span;
  }
}
