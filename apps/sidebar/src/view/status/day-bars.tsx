import type { StatusReport } from '@sidelight/shared/health/status-report.ts';
import { fill } from '../../words/words.ts';
import type { StatusContext } from './context.ts';
import { daysScale } from './days-scale.ts';

const HEIGHT = 56;
const STEP = 34;

/** The share kept, a bar a day, with the goal as a line across. */
export function dayBars({ byDay, share }: StatusReport['slo'], ctx: StatusContext) {
  const { say, percent, weekday } = ctx;
  const height = daysScale(
    byDay.map((day) => day.share),
    share,
  );
  const width = byDay.length * STEP;
  const words = byDay.map((day) =>
    fill(say.ui.day, weekday(day.day), day.share === null ? say.ui.noneAsked : percent(day.share)),
  );
  const goal = HEIGHT * (1 - height(share));
  return (
    <svg class="days" viewBox={`0 0 ${width} ${HEIGHT + 34}`} role="img" aria-label={words.join(', ')}>
      <g transform="translate(0 14)">
        <line x1="0" x2={width} y1={goal} y2={goal} />
        {byDay.map(({ day, share: own }, i) => {
          const top = own === null ? HEIGHT - 2 : HEIGHT * (1 - height(own));
          const look = own === null ? 'none' : own < share ? 'warn' : 'good';
          return (
            <g key={day} transform={`translate(${i * STEP} 0)`}>
              <rect class={look} x="6" y={top} width={STEP - 12} height={HEIGHT - top} rx="2" />
              <text class="amount" x={STEP / 2} y={top - 4}>
                {own === null ? '' : percent(own).replace(/\s?%$/, '')}
              </text>
              <text x={STEP / 2} y={HEIGHT + 14}>
                {weekday(day)}
              </text>
            </g>
          );
        })}
      </g>
    </svg>
  );
}
