import type { Boot } from '@sidelight/shared/context/boot.ts';
import type { StatusReport } from '@sidelight/shared/health/status-report.ts';
import type { PageState } from '../../model/status/state.ts';
import { budget } from './budget.tsx';
import { headline } from './headline.tsx';
import { incidentList } from './incident-list.tsx';
import { insteadOf } from './instead-of.tsx';
import type { Here, PageKit } from './kit.ts';
import { mapSection } from './map-section.tsx';
import { nodePanel } from './node-panel.tsx';
import { quotas } from './quotas.tsx';
import { recent } from './recent.tsx';
import { speeds } from './speeds.tsx';
import { standings } from './standing-of.ts';
import { unmarked } from './unmarked.tsx';
import { waterfall } from './waterfall.tsx';

/** Wider than this, a picture is better read with nothing beside it. */
const BROAD = 1000;

/** The whole page, a total function of its state. */
export function statusPage(state: PageState, kit: PageKit, role: Boot['role']) {
  const { report } = state;
  return insteadOf(state, kit, role) ?? (report && whole(report, { ...kit, state }));
}

function whole(report: StatusReport, here: Here) {
  const all = standings(report);
  const { picture, selected } = here.state;
  const node = picture.state === 'ok' ? picture.value.nodes.find(({ id }) => id === selected) : undefined;
  // What is wrong, or chosen, stands beside it all the same.
  const isCalm = !node && report.incidents.length === 0;
  const isBroad = isCalm && picture.state === 'ok' && picture.value.width > BROAD;
  return (
    <main class="status">
      {headline(report, all, here)}
      <div class={isBroad ? 'cols broad' : 'cols'}>
        {mapSection(all, here)}
        <div class="side">
          {node && nodePanel(node, all, here)}
          {incidentList(report, here)}
        </div>
        <div class="measures">
          {budget(report, here)}
          {speeds(report, all, here)}
          {quotas(report.budgets, here)}
          {waterfall(report, all, here)}
        </div>
        {unmarked(report.unmarked, here)}
        {recent(report.recent, here)}
      </div>
    </main>
  );
}
