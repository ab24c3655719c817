import { isShut } from '../../model/status/client.ts';
import { refusalText } from './command.tsx';
import type { SyncContext } from './context.ts';
import { decidedPart } from './decided.tsx';
import { letters } from './letters.tsx';
import { objects } from './objects.tsx';
import { proposals } from './proposals.tsx';
import { review } from './review.tsx';
import { top } from './top.tsx';

/** The whole page, a total function of its state. */
export function syncPage(ctx: SyncContext) {
  const { report, refusal } = ctx.state;
  const { ui } = ctx.say;
  if (!report) {
    return (
      <main class="status sync">
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
  const all = { ...ctx, report };
  return (
    <main class="status sync">
      {top(all)}
      <div id="journal" />
      {!report.isInMap && <p class="calm">{ui.nothingInMap}</p>}
      {report.objects.length > 0 && [
        ...[objects(all), review(all), decidedPart(all), letters(all)],
        // What comes later is drawn into it.
        <div key="unpaired" id="unpaired" />,
        proposals(all),
      ]}
    </main>
  );
}
