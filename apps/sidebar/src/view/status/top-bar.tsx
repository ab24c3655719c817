import type { Boot } from '@sidelight/shared/context/boot.ts';
import type { PageState } from '../../model/status/state.ts';
import type { PageContext } from './context.ts';
import { headline } from './headline.tsx';
import { incidentList } from './incident-list.tsx';
import { withoutReport } from './no-report.tsx';
import { risks } from './risks.tsx';
import { standings } from './shown-states.ts';

/** What is out of order and what to do about it, in a popover: the page without its pictures, measures and history. */
export function topBar(state: PageState, ctx: PageContext, role: Boot['role']) {
  const { report } = state;
  const other = withoutReport(state, ctx, role);
  if (other || !report) return other;
  const whole = { ...ctx, state };
  return (
    <main class="status small">
      {headline(report, standings(report), whole)}
      {incidentList(report, whole)}
      {risks(report.risks, whole)}
    </main>
  );
}
