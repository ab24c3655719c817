import type { Blocker } from '@sidelight/shared/setup/blocker.ts';
import type { Rollout } from '@sidelight/shared/setup/rollout.ts';
import { BACK, WIDER } from '../../model/setup/ids.ts';
import { narrower, PHASES, wider } from '../../model/setup/phases.ts';
import { fill } from '../../words/words.ts';
import { icon } from '../icon.tsx';
import { commandButton, commandNews, twoStep } from './command.tsx';
import type { SetupContext } from './context.ts';
import { inCode } from './in-code.tsx';
import { remedyOf } from './remedy-of.ts';
import { sentence } from './sentence.ts';

/** The four phases, which one it is, and the ways on and back. */
export function phaseSteps({ phase, since, blockers, watched }: Rollout, ctx: SetupContext) {
  const { say, state, clock, nowMs } = ctx;
  const { ui } = say;
  const at = PHASES.indexOf(phase);
  const [next, before] = [wider(phase), narrower(phase)];
  const isBreached = watched.some((one) => one.isBreached);
  const isBlocked = next !== undefined && blockers.length > 0;
  return (
    <>
      <ol class="phases">
        {PHASES.map((one, i) => (
          <li
            key={one}
            class={i < at ? 'behind' : i === at ? 'current' : ''}
            aria-current={i === at ? 'step' : undefined}
          >
            <span class="num">{i < at ? icon('check') : i + 1}</span>
            <b>{say.phase[one]}</b>
            <span class="note">{say.phaseFor[one]}</span>
            {i === at && since && <span class="note">{fill(ui.phaseSince, clock(since, nowMs()))}</span>}
          </li>
        ))}
      </ol>
      {isBlocked && (
        <div class="todo">
          <b>{ui.inTheWay}</b>
          <ul>
            {blockers.map((blocker) => {
              const said = sentence(say.blocker[blocker.code], blocker, ctx);
              return (
                <li key={said}>
                  {said} {remedyFor(blocker, ctx)}
                </li>
              );
            })}
          </ul>
          {state.draft && <p class="note">{ui.inTheWaySaved}</p>}
        </div>
      )}
      <div class="buttons">
        {next && forward(next, isBlocked && !state.draft, ctx)}
        {before && commandButton(ctx, { key: BACK, words: say.backTo[before], run: ctx.goBack, isMain: isBreached })}
        {before && <span class="news">{ui.backHint}</span>}
        {commandNews(ctx, WIDER, BACK)}
      </div>
    </>
  );
}

/** The first thing to do about an area that is too low. */
function remedyFor(blocker: Blocker, { say, state }: SetupContext) {
  if (!('area' in blocker)) return null;
  const area = state.setup?.readiness.areas.find((one) => one.area === blocker.area);
  const unmet = area?.evidence.find(({ isMet }) => !isMet);
  return unmet && inCode(remedyOf(unmet, say));
}

function forward(next: Rollout['phase'], isOff: boolean, ctx: SetupContext) {
  const { say, state } = ctx;
  const words = (state.draft ? say.saveTo : say.toPhase)[next];
  const command = { key: WIDER, words, run: ctx.goWider, isMain: true, isOff };
  if (next !== 'everyone') return commandButton(ctx, command);
  return twoStep(ctx, command, say.ui.everyoneSure, say.ui.yesEveryone, say.ui.notYet);
}
