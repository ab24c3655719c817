import type { Rollout } from '@sidelight/shared/setup/rollout.ts';
import { draftOf } from '../../model/setup/rollout-draft.ts';
import { criteria } from './criteria.tsx';
import { groupPick } from './group-pick.tsx';
import { history } from './history.tsx';
import type { Here } from './kit.ts';
import { phaseSteps } from './phase-steps.tsx';
import { saveBar } from './save-bar.tsx';

/** Who sees the sidebar, who comes next, and when it goes back by itself. */
export function rollout(all: Rollout, here: Here) {
  const draft = here.state.draft ?? draftOf(all);
  return (
    <div class="card">
      {phaseSteps(all, here)}
      {groupPick(all, draft, here)}
      {criteria(all, draft, here)}
      {saveBar(here)}
      {history(all, here)}
    </div>
  );
}
