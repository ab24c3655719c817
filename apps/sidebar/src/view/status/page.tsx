import type { Boot } from '@sidelight/shared/context/boot.ts';
import type { StatusReport } from '@sidelight/shared/health/status-report.ts';
import type { PageState } from '../../model/status/state.ts';
import { budget } from './budget.tsx';
import type { PageContext, StatusContext } from './context.ts';
import { headline } from './headline.tsx';
import { incidentList } from './incident-list.tsx';
import { mapSection } from './map-section.tsx';
import { withoutReport } from './no-report.tsx';
import { nodePanel } from './node-panel.tsx';
import { quotas } from './quotas.tsx';
import { recent } from './recent.tsx';
import { standings } from './shown-states.ts';
import { speeds } from './speeds.tsx';
import { unmarked } from './unmarked.tsx';
import { waterfall } from './waterfall.tsx';

/** Wider than this, a picture is better read with nothing beside it. */
const BROAD = 1000;

/** The whole page, a total function of its state. */
export function statusPage(state: PageState, ctx: PageContext, role: Boot['role']) {
  const { report } = state;
  return withoutReport(state, ctx, role) ?? (report && whole(report, { ...ctx, state }));
}

function whole(report: StatusReport, ctx: StatusContext) {
  const all = standings(report);
  const { picture, selected } = ctx.state;
  const node = picture.state === 'ok' ? picture.value.nodes.find(({ id }) => id === selected) : undefined;
  // What is wrong, or chosen, stands beside it all the same.
  const isCalm = !node && report.incidents.length === 0;
  const isBroad = isCalm && picture.state === 'ok' && picture.value.width > BROAD;
  return (
    <main class="status">
      {headline(report, all, ctx)}
      <div class={isBroad ? 'cols broad' : 'cols'}>
        {mapSection(all, ctx)}
        <div class="side">
          {node && nodePanel(node, all, ctx)}
          {incidentList(report, ctx)}
        </div>
        <div class="measures">
          {budget(report, ctx)}
          {speeds(report, all, ctx)}
          {quotas(report.budgets, ctx)}
          {waterfall(report, all, ctx)}
        </div>
        {unmarked(report.unmarked, ctx)}
        {recent(report.recent, ctx)}
      </div>
    </main>
  );
}
