import type { Rollout } from '@sidelight/shared/setup/rollout.ts';
import { BACK, WIDER } from '../../model/setup/ids.ts';
import { narrower, PHASES, wider } from '../../model/setup/phases.ts';
import { fill } from '../../words/words.ts';
import { icon } from '../icon.tsx';
import { commandButton, commandNews, twoStep } from './command.tsx';
import type { Here } from './kit.ts';
import { sentence } from './sentence.ts';

/** The four phases, which one it is, and the ways on and back. */
export function phaseSteps({ phase, since, blockers, watched }: Rollout, here: Here) {
  const { say, state, clock, nowMs } = here;
  const { ui } = say;
  const at = PHASES.indexOf(phase);
  const [next, before] = [wider(phase), narrower(phase)];
  const isBreached = watched.some((one) => one.isBreached);
  const isBlocked = next !== undefined && blockers.length > 0;
  return (
    <>
      <ol class="phases">
        {PHASES.map((one, i) => (
          <li key={one} class={i < at ? 'past' : i === at ? 'here' : ''} aria-current={i === at ? 'step' : undefined}>
            <span class="num">{i < at ? icon('check') : i + 1}</span>
            <b>{say.phase[one]}</b>
            <span class="note">{say.phaseFor[one]}</span>
            {i === at && <span class="note">{fill(ui.here, clock(since, nowMs()))}</span>}
          </li>
        ))}
      </ol>
      {isBlocked && (
        <div class="todo">
          <b>{ui.inTheWay}</b>
          <ul>
            {blockers.map((blocker) => {
              const said = sentence(say.blocker[blocker.code], blocker, here);
              return <li key={said}>{said}</li>;
            })}
          </ul>
          {state.draft && <p class="note">{ui.inTheWaySaved}</p>}
        </div>
      )}
      <div class="acts">
        {next && forward(next, isBlocked && !state.draft, here)}
        {before && commandButton(here, { key: BACK, words: say.backTo[before], run: here.goBack, isMain: isBreached })}
        {before && <span class="news">{ui.backHint}</span>}
        {commandNews(here, WIDER, BACK)}
      </div>
    </>
  );
}

function forward(next: Rollout['phase'], isOff: boolean, here: Here) {
  const { say, state } = here;
  const words = (state.draft ? say.saveTo : say.toPhase)[next];
  const command = { key: WIDER, words, run: here.goWider, isMain: true, isOff };
  if (next !== 'everyone') return commandButton(here, command);
  return twoStep(here, command, say.ui.everyoneSure, say.ui.yesEveryone, say.ui.notYet);
}
