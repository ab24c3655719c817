import type { Boot } from '@sidelight/shared/context/boot.ts';
import type { PageState } from '../../model/status/state.ts';
import type { PageContext } from './context.ts';
import { headline } from './headline.tsx';
import { incidentList } from './incident-list.tsx';
import { insteadOf } from './instead-of.tsx';
import { standings } from './standing-of.ts';

/** What is out of order and what to do about it, in a popover: the page without its pictures and measures. */
export function topBar(state: PageState, ctx: PageContext, role: Boot['role']) {
  const { report } = state;
  const instead = insteadOf(state, ctx, role);
  if (instead || !report) return instead;
  const whole = { ...ctx, state };
  return (
    <main class="status small">
      {headline(report, standings(report), whole)}
      {incidentList(report, whole)}
    </main>
  );
}
