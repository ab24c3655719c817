import { progressOf } from '../../model/setup/progress.ts';
import { isShut } from '../../model/status/client.ts';
import { connections } from './connections.tsx';
import { jobs } from './jobs.tsx';
import type { Here } from './kit.ts';
import { readiness } from './readiness.tsx';
import { refusalText } from './refusal-text.ts';
import { rollout } from './rollout.tsx';
import { sectionOf } from './section.tsx';
import { sectionNotes } from './section-notes.ts';
import { top } from './top.tsx';
import { webhook } from './webhook.tsx';

/** The whole page, a total function of its state. */
export function setupPage(here: Here) {
  const { setup, refusal } = here.state;
  const { ui } = here.say;
  if (!setup) {
    return (
      <main class="status setup">
        <h1>{ui.title}</h1>
        {refusal ? (
          <p class="trouble" role="alert">
            {ui.failed} {refusalText(refusal, here)}{' '}
            {!isShut(refusal) && (
              <button type="button" class="btn" onClick={here.refresh}>
                {ui.tryAgain}
              </button>
            )}
          </p>
        ) : (
          <p>
            <span class="bar wide" />
            <span class="sr">{ui.reading}</span>
          </p>
        )}
      </main>
    );
  }
  const progress = progressOf(setup);
  const notes = sectionNotes(progress, here);
  return (
    <main class="status setup">
      {top(progress, here)}
      {sectionOf('connections', progress, notes.connections, here, connections(setup.connections, here))}
      {sectionOf('webhook', progress, notes.webhook, here, webhook(setup.webhook, here))}
      {sectionOf('readiness', progress, notes.readiness, here, readiness(setup.readiness, here))}
      {sectionOf('rollout', progress, notes.rollout, here, rollout(setup.rollout, here))}
      {jobs(here)}
    </main>
  );
}
