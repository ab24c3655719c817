import type { StatusReport } from '@sidelight/shared/health/status-report.ts';
import type { StatusContext } from './context.ts';
import { type Told, worstOf } from './shown-states.ts';
import { LOOKS } from './state-look.ts';

/** Which read begins when and takes how long, up to the time of the SLO. */
export function waterfall({ waterfall: reads, slo }: StatusReport, all: readonly Told[], ctx: StatusContext) {
  const { say, duration } = ctx;
  const end = Math.max(slo.withinMs, ...reads.map(({ startMs, p95Ms }) => startMs + p95Ms)) * 1.02;
  const at = (ms: number) => (100 * ms) / end;
  return (
    <section class="card">
      <h2>{say.ui.waterfall}</h2>
      <p class="note">
        {say.ui.waterfallHint} · <i class="key line" /> {duration(slo.withinMs)}
      </p>
      {reads.length === 0 && <p class="quiet">{say.ui.noCalls}</p>}
      <ul class="bars falls">
        {reads.map(({ read, system, name, startMs, p50Ms, p95Ms }) => {
          const worst = worstOf(all, [system]);
          return (
            <li key={read} class={worst ? LOOKS[worst.standing].look : ''}>
              <span title={read}>
                {name} <span class="quiet">{partOf(read)}</span>
              </span>
              <svg viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true">
                <rect class="slow" x={at(startMs)} y="7" width={at(p95Ms)} height="10" />
                <rect class="half" x={at(startMs)} y="7" width={at(p50Ms)} height="10" />
                <line x1={at(slo.withinMs)} x2={at(slo.withinMs)} y1="0" y2="24" />
              </svg>
              <span class="amount">{duration(startMs + p50Ms)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** `subscriptions` of `billing.subscriptions` */
const partOf = (read: string): string => read.slice(read.indexOf('.') + 1);
