import type { Boot } from '@sidelight/shared/context/boot.ts';
import type { StatusReport } from '@sidelight/shared/health/status-report.ts';
import type { PageState } from '../../model/status/state.ts';
import type { PageContext, StatusContext } from './context.ts';
import type { details } from './details.tsx';
import { headline } from './headline.tsx';
import { incidentList } from './incident-list.tsx';
import { withoutReport } from './no-report.tsx';
import { recent } from './recent.tsx';
import { risks } from './risks.tsx';
import { standings } from './shown-states.ts';
import { unmarked } from './unmarked.tsx';

/** What draws the part below the incidents: on its way, there, or not to be had until `retry`. */
export type Later =
  | { readonly state: 'loading' }
  | { readonly state: 'there'; readonly draw: typeof details }
  | { readonly state: 'failed'; retry(): void };

/** The whole page, a total function of its state. */
export function statusPage(state: PageState, ctx: PageContext, role: Boot['role'], later: Later) {
  const { report } = state;
  return withoutReport(state, ctx, role) ?? (report && whole(report, { ...ctx, state }, later));
}

/** The worst first. */
function whole(report: StatusReport, ctx: StatusContext, later: Later) {
  const all = standings(report);
  return (
    <main class="status">
      {headline(report, all, ctx)}
      <div class="cols">
        {incidentList(report, ctx)}
        {risks(report.risks, ctx)}
        {later.state === 'there' ? later.draw(report, all, ctx) : wait(later, ctx)}
        {unmarked(report.unmarked, ctx)}
        {recent(report.recent, ctx)}
      </div>
    </main>
  );
}

const wait = (later: Exclude<Later, { state: 'there' }>, { say }: StatusContext) =>
  later.state === 'loading' ? (
    <div class="blank" aria-busy="true" />
  ) : (
    <p class="buttons">
      {say.ui.mapBroken}
      <button type="button" class="btn" onClick={later.retry}>
        {say.ui.tryAgain}
      </button>
    </p>
  );
