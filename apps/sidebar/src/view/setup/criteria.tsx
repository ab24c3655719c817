import type { Rollout, Watched } from '@sidelight/shared/setup/rollout.ts';
import { criterionId } from '../../model/setup/ids.ts';
import { type Criterion, LIMITS, type RolloutDraft, wrongCriteria } from '../../model/setup/rollout-draft.ts';
import { fill } from '../../words/words.ts';
import { icon } from '../icon.tsx';
import type { SetupContext } from './context.ts';

const OF = {
  in_time: 'leastInTimePercent',
  down: 'mostDownMinutes',
  failed: 'mostFailedPercent',
} as const satisfies Record<Watched['criterion'], Criterion>;

/** The limits, each beside what is measured now, and how they are looked at. */
export function criteria({ watched }: Rollout, draft: RolloutDraft, ctx: SetupContext) {
  const { say } = ctx;
  const { ui } = say;
  return (
    <div class="part">
      <h3>{ui.criteria}</h3>
      <p class="note">{ui.criteriaHint}</p>
      <ul class="criteria">
        {watched.map((one) => (
          <li key={one.criterion} class={one.isBreached ? 'breached' : ''}>
            <b>{say.watched[one.criterion]}</b>
            {figureInput(OF[one.criterion], draft, ctx)}
            <p class="measured">
              <span class="note">{ui.measured}</span> {measured(one, ctx)}
            </p>
          </li>
        ))}
      </ul>
      <div class="pair">
        {figureInput('overMinutes', draft, ctx)}
        {figureInput('leastContexts', draft, ctx)}
      </div>
    </div>
  );
}

function measured({ criterion, measured: value, isBreached }: Watched, { say: { ui }, number }: SetupContext) {
  if (value === undefined) return <span class="quiet">{ui.tooFew}</span>;
  const text = criterion === 'down' ? fill(ui.minutes, number(value)) : `${number(value)}${ui.percentSign}`;
  return (
    <>
      <b>{text}</b>{' '}
      <span class={isBreached ? 'pill bad' : 'pill good'}>
        {icon(isBreached ? 'square' : 'check')} {isBreached ? ui.breached : ui.kept}
      </span>
    </>
  );
}

function figureInput(criterion: Criterion, draft: RolloutDraft, ctx: SetupContext) {
  const { say, number } = ctx;
  const id = criterionId(criterion);
  const { least, most, isWhole } = LIMITS[criterion];
  const isWrong = wrongCriteria(draft).includes(criterion);
  return (
    <div class={isWrong ? 'input wrong' : 'input'}>
      <label for={id}>{say.criterion[criterion]}</label>
      <input
        id={id}
        type="text"
        inputMode="decimal"
        autocomplete="off"
        maxLength={8}
        value={draft.criteria[criterion]}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-wrong` : undefined}
        onInput={(event) => ctx.setCriterion(criterion, event.currentTarget.value)}
      />
      {isWrong && (
        <span class="note wrong-note" id={`${id}-wrong`}>
          {fill(isWhole ? say.ui.betweenWhole : say.ui.between, number(least), number(most))}
        </span>
      )}
    </div>
  );
}
