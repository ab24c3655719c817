import { keyOf } from '../../model/synced/state.ts';
import type { SyncedContext } from './context.ts';
import { noteOf } from './note.tsx';
import { onboardingSection } from './onboarding.tsx';
import { recordSection } from './records.tsx';

/** Below the cards: what both sides hold, and what is to be done. A total function of its state. */
export function syncedPage(ctx: SyncedContext) {
  const { answer } = ctx.state;
  return (
    <>
      {answer?.records.map((record) => recordSection(record, ctx))}
      {answer?.isLight && (
        <section>
          <p class="note">{ctx.say.ui.light}</p>
        </section>
      )}
      {answer?.onboarding && onboardingSection(answer.onboarding, ctx)}
      <p class="sr" role="status">
        {announcement(ctx)}
      </p>
    </>
  );
}

/** What became of what somebody did here, for those who do not see it. */
function announcement(ctx: SyncedContext): string | undefined {
  const { answer, saved, ticked } = ctx.state;
  if (ticked?.state === 'done') return ctx.say.ui.justDone;
  if (ticked?.state === 'failed') return ctx.say.ui.broken;
  for (const { object, fields } of answer?.records ?? [])
    for (const field of fields)
      if (field.state === 'agreed' && saved?.key === keyOf({ object, id: field.id }))
        return noteOf({ object, id: field.id }, field, ctx);
  return undefined;
}
