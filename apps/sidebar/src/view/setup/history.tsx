import type { Rollout, RolloutStep } from '@sidelight/shared/setup/rollout.ts';
import { fill } from '../../words/words.ts';
import { icon } from '../icon.tsx';
import type { SetupContext } from './context.ts';
import { sentence } from './sentence.ts';

/** Who moved it, when and why; what it did by itself stands out. */
export const history = ({ history: all }: Rollout, ctx: SetupContext) => (
  <div class="part">
    <h3>{ctx.say.ui.history}</h3>
    {all.length === 0 ? (
      <p class="note">{ctx.say.ui.noHistory}</p>
    ) : (
      <ol class="timeline moves">{all.map((step) => line(step, ctx))}</ol>
    )}
  </div>
);

function line({ at, from, to, by, reason }: RolloutStep, ctx: SetupContext) {
  const { say, moment } = ctx;
  const isRollback = by === 'rollback';
  return (
    <li key={at} class={isRollback ? 'rolled' : ''}>
      <time dateTime={at}>{moment(at)}</time>
      <div>
        {isRollback && icon('triangle')} <b>{fill(say.ui.step, say.phase[from], say.phase[to])}</b>{' '}
        {isRollback ? say.ui.byRollback : fill(say.ui.byPerson, by)}
        {reason && <p class="note">{sentence(say.stepReason[reason.code], reason, ctx)}</p>}
      </div>
    </li>
  );
}
