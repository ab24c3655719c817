import type { Readiness, ReadinessArea } from '@sidelight/shared/setup/readiness.ts';
import { areaId } from '../../model/setup/ids.ts';
import { LEAST_SCORE } from '../../model/setup/least-score.ts';
import { icon } from '../icon.tsx';
import type { SetupContext } from './context.ts';
import { evidenceOf } from './evidence.tsx';

const SCORES = [5, 4, 3, 2, 1] as const;

/** The seven areas as towers, with the line that going live takes; each opens to what it rests on. */
export function readiness({ areas }: Readiness, ctx: SetupContext) {
  const { say, state } = ctx;
  const open = areas.filter(({ area }) => state.open.has(areaId(area)));
  return (
    <div class="card">
      <p class="note">{say.ui.readinessHint}</p>
      <div class="skyline">
        <p class="threshold" aria-hidden="true">
          <span>{say.ui.threshold}</span>
        </p>
        <ul>{areas.map((area) => tower(area, ctx))}</ul>
      </div>
      {open.length === 0 && <p class="note">{say.ui.chooseArea}</p>}
      {open.map((area) => evidenceOf(area, ctx))}
    </div>
  );
}

function tower({ area, score }: ReadinessArea, ctx: SetupContext) {
  const { say, state, number } = ctx;
  const id = areaId(area);
  const isOpen = state.open.has(id);
  const isLow = score < LEAST_SCORE;
  return (
    <li key={area}>
      <button
        type="button"
        id={id}
        class={isLow ? 'tower low' : 'tower'}
        aria-expanded={isOpen}
        aria-controls={isOpen ? `${id}-evidence` : undefined}
        onClick={() => ctx.toggle(id)}
      >
        <span class="floors">
          {SCORES.map((floor) => (
            <i key={floor} class={floor <= score ? 'built' : ''} />
          ))}
        </span>
        <b>
          {isLow && icon('triangle')} {number(score)}
          <span class="sr">{isLow ? say.ui.of5Below : say.ui.of5}</span>
        </b>
        <span class="name">{say.area[area]}</span>
      </button>
    </li>
  );
}
