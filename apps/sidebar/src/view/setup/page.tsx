import { progressOf } from '../../model/setup/progress.ts';
import { isShut } from '../../model/status/client.ts';
import { connections } from './connections.tsx';
import type { SetupContext } from './context.ts';
import { jobs } from './jobs.tsx';
import { readiness } from './readiness.tsx';
import { refusalText } from './refusal-text.ts';
import { rollout } from './rollout.tsx';
import { sectionOf } from './section.tsx';
import { sectionNotes } from './section-notes.ts';
import { top } from './top.tsx';
import { webhooks } from './webhook.tsx';

/** The whole page, a total function of its state. */
export function setupPage(ctx: SetupContext) {
  const { setup, refusal } = ctx.state;
  const { ui } = ctx.say;
  if (!setup) {
    return (
      <main class="status setup">
        <h1>{ui.title}</h1>
        {refusal ? (
          <p class="trouble" role="alert">
            {ui.failed} {refusalText(refusal, ctx)}{' '}
            {!isShut(refusal) && (
              <button type="button" class="btn" onClick={ctx.refresh}>
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
  const notes = sectionNotes(progress, ctx);
  return (
    <main class="status setup">
      {top(progress, ctx)}
      {sectionOf('connections', progress, notes.connections, ctx, connections(setup.connections, ctx))}
      {sectionOf('webhook', progress, notes.webhook, ctx, webhooks(setup.webhook, ctx))}
      {sectionOf('readiness', progress, notes.readiness, ctx, readiness(setup.readiness, ctx))}
      {sectionOf('rollout', progress, notes.rollout, ctx, rollout(setup.rollout, ctx))}
      {jobs(ctx)}
    </main>
  );
}
