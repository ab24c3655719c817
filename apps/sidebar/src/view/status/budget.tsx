import type { StatusReport } from '@sidelight/shared/health/status-report.ts';
import { fill } from '../../words/words.ts';
import type { StatusContext } from './context.ts';
import { dayBars } from './day-bars.tsx';

/** How well the goal is met, in sentences. */
export function budget({ slo }: StatusReport, ctx: StatusContext) {
  const { say, percent, duration, number, times } = ctx;
  const { withinMs, share, days, total, kept, burnRate } = slo;
  const allowed = Math.floor(total * (1 - share) + 1e-6);
  const late = total - kept;
  return (
    <section class="card">
      <h2>{fill(say.ui.budget, duration(withinMs))}</h2>
      <p class="note">
        <i class="key line" /> {fill(say.ui.goal, percent(share))}
      </p>
      {slo.byDay.length > 0 && dayBars(slo, ctx)}
      <p>{fill(say.ui.asked, number(days), number(kept), number(total))}</p>
      {late > 0 && <p class={late > allowed ? 'trouble' : ''}>{fill(say.ui.late, number(allowed), number(late))}</p>}
      {burnRate > 1 && <p class="trouble">{fill(say.ui.burn, times(burnRate))}</p>}
    </section>
  );
}
