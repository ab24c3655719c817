import type { StatusReport } from '@sidelight/shared/health/status-report.ts';
import { fill } from '../../words/words.ts';
import type { StatusContext } from './context.ts';
import { dayBars } from './day-bars.tsx';

/** The SLO, how well it is met, and how much of what may go wrong is left. */
export function budget({ slo }: StatusReport, ctx: StatusContext) {
  const { say, percent, duration, number, times } = ctx;
  const { withinMs, share, days, total, kept, budgetLeft, burnRate } = slo;
  const isOver = budgetLeft < 0;
  const isFast = burnRate > 1;
  return (
    <section class="card">
      <h2>{fill(say.ui.budget, duration(withinMs))}</h2>
      <p class="note">
        <i class="key line" /> {fill(say.ui.goal, percent(share), number(days))}
      </p>
      <ul class="tiles">
        <li class={total > 0 && kept / total < share ? 'bad' : ''}>
          <b>{total === 0 ? '–' : percent(kept / total)}</b> <span>{say.ui.kept}</span>
        </li>
        <li class={isOver ? 'bad' : ''}>
          <b>{percent(Math.abs(budgetLeft))}</b> <span>{isOver ? say.ui.overdrawn : say.ui.left}</span>
        </li>
        <li class={isFast ? 'warn' : ''}>
          <b>{times(burnRate)}</b> <span>{say.ui.burn}</span>
        </li>
      </ul>
      <svg class="meter" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect class="slow" width="100" height="6" />
        <rect class={isOver ? 'bad' : 'half'} width={100 * Math.min(1, Math.abs(budgetLeft))} height="6" />
      </svg>
      {slo.byDay.length > 0 && dayBars(slo, ctx)}
      <p class="note">{fill(say.ui.asked, number(kept), number(total))}</p>
    </section>
  );
}
