import type { Rollout } from '@sidelight/shared/setup/rollout.ts';
import { draftOf } from '../../model/setup/rollout-draft.ts';
import type { SetupContext } from './context.ts';
import { criteria } from './criteria.tsx';
import { groupPick } from './group-pick.tsx';
import { history } from './history.tsx';
import { phaseSteps } from './phase-steps.tsx';
import { saveBar } from './save-bar.tsx';

/** Who sees the sidebar, who comes next, and when it goes back by itself. */
export function rollout(all: Rollout, ctx: SetupContext) {
  const draft = ctx.state.draft ?? draftOf(all);
  return (
    <div class="card">
      {phaseSteps(all, ctx)}
      {groupPick(all, draft, ctx)}
      <div id="members" />
      {criteria(all, draft, ctx)}
      {saveBar(ctx)}
      <div id="preview" />
      {history(all, ctx)}
    </div>
  );
}
