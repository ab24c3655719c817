import type { StatusReport } from '@sidelight/shared/health/status-report.ts';
import type { StatusContext } from './context.ts';
import { count } from './count.ts';
import { type Told, worstOf } from './shown-states.ts';
import { LOOKS } from './state-look.ts';
import { vendors } from './vendors.tsx';

/** Half of the answers and the slowest of twenty, per system. */
export function speeds({ latency, vendors: reports }: StatusReport, all: readonly Told[], ctx: StatusContext) {
  const { say, duration, number } = ctx;
  const asked = latency.filter(({ p95Ms }) => p95Ms > 0);
  const most = Math.max(1, ...latency.map(({ p95Ms }) => p95Ms));
  return (
    <section class="card">
      <h2>{say.ui.speed}</h2>
      <p class="note">
        {say.ui.lastHour} · <i class="key half" /> {say.ui.median} · <i class="key" /> {say.ui.slowest}
      </p>
      {asked.length === 0 && <p class="quiet">{say.ui.noCalls}</p>}
      <ul class="bars">
        {asked.map(({ system, name, calls, p50Ms, p95Ms }) => {
          const worst = worstOf(all, [system]);
          return (
            <li key={system} class={worst ? LOOKS[worst.standing].look : ''}>
              <span title={count(calls, say.calls, number)}>{name}</span>
              <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
                <rect class="slow" y="1" width={(100 * p95Ms) / most} height="10" />
                <rect class="half" y="1" width={(100 * p50Ms) / most} height="10" />
              </svg>
              <span class="amount">
                {duration(p50Ms)} <span class="quiet">/ {duration(p95Ms)}</span>
              </span>
            </li>
          );
        })}
      </ul>
      {vendors(reports, ctx)}
    </section>
  );
}
