import { sectionId } from '../../model/setup/ids.ts';
import { type Progress, SECTIONS } from '../../model/setup/progress.ts';
import { fill } from '../../words/words.ts';
import { icon } from '../icon.tsx';
import type { SetupContext } from './context.ts';
import { nextLine } from './next-line.ts';
import { refusalText } from './refusal-text.ts';
import { sectionSign } from './section.tsx';
import { sectionNotes } from './section-notes.ts';

/** Where the whole stands, what is next, and a way to each part. */
export function top(progress: Progress, ctx: SetupContext) {
  const { say, state } = ctx;
  const { ui } = say;
  const notes = sectionNotes(progress, ctx);
  const isReady = progress.below.length === 0;
  const parts = [
    notes.connections,
    isReady ? notes.readiness : fill(ui.notReady, notes.readiness),
    fill(ui.rolloutAt, notes.rollout),
  ];
  const { text, to, section: at, look } = nextLine(progress.next, ctx);
  return (
    <>
      <div class="top">
        <h1>{ui.title}</h1>
        <p class="quiet">{parts.join(' · ')}</p>
      </div>
      {state.refusal && state.setup && (
        <p class="notice" role="status">
          {icon('triangle')}
          <span>
            {fill(ui.notRead, ctx.relative(state.setup.at, ctx.nowMs()))} {refusalText(state.refusal, ctx)}
          </span>
          <button type="button" class="btn" onClick={ctx.refresh}>
            {ui.tryAgain}
          </button>
        </p>
      )}
      <ol class="rail">
        {SECTIONS.map((section) => (
          <li key={section}>
            <button
              type="button"
              class={progress.sections[section]}
              aria-current={section === at ? 'step' : undefined}
              onClick={() => ctx.jump(sectionId(section))}
            >
              {sectionSign(section, progress.sections[section])}
              <span>
                <b>{say.section[section]}</b> <span class="note">{notes[section]}</span>
                <span class="sr"> ({say.sectionState[progress.sections[section]]})</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
      <div class={`next ${look}`}>
        <p role="status">
          <b>{look === 'bad' ? ui.wrong : ui.next}</b> {text}
        </p>
        {to && (
          <button type="button" class="btn main" onClick={() => ctx.jump(to)}>
            {ui.goThere}
          </button>
        )}
      </div>
    </>
  );
}
