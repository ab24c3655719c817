import type { StatusReport } from '@sidelight/shared/health/status-report.ts';
import { budget } from './budget.tsx';
import type { StatusContext } from './context.ts';
import { mapSection } from './map-section.tsx';
import { nodePanel } from './node-panel.tsx';
import { quotas } from './quotas.tsx';
import type { Told } from './shown-states.ts';
import { speeds } from './speeds.tsx';
import { waterfall } from './waterfall.tsx';

/** What stands below the incidents: the map, what is chosen of it, and measures. Fetched once they are drawn. */
export function details(report: StatusReport, all: readonly Told[], ctx: StatusContext) {
  const { picture, selected } = ctx.state;
  const node = picture.state === 'ok' ? picture.value.nodes.find(({ id }) => id === selected) : undefined;
  return (
    <>
      <div class={node ? 'around chosen' : 'around'}>
        {mapSection(all, ctx)}
        {node && nodePanel(node, all, ctx)}
      </div>
      <div class="measures">
        {budget(report, ctx)}
        {speeds(report, all, ctx)}
        {quotas(report.budgets, ctx)}
        {waterfall(report, all, ctx)}
      </div>
    </>
  );
}
