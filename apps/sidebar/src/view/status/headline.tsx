import type { StatusReport } from '@sidelight/shared/health/status-report.ts';
import { OPEN_NOW } from '../../model/status/state.ts';
import { fill } from '../../words/words.ts';
import { icon } from '../icon.tsx';
import type { StatusContext } from './context.ts';
import { count } from './count.ts';
import { counted } from './counted.tsx';
import { overall } from './overall.ts';
import { type Told, troubled } from './shown-states.ts';
import { LOOKS } from './state-look.ts';

/** How everything is, in one sentence, and whether that is still so. */
export function headline(report: StatusReport, all: readonly Told[], ctx: StatusContext) {
  const { say, state } = ctx;
  const { slo } = report;
  const isLost = state.live.state === 'lost';
  const sentence = overall(all, say, ctx, ctx.nowMs());
  const { look, sign } = LOOKS[troubled(all)[0]?.standing ?? 'ok'];
  const share = slo.total === 0 ? undefined : slo.kept / slo.total;
  const numbers = [
    count(report.agentsOnline, say.agents, ctx.number),
    count(report.openTickets, say.tickets, ctx.number),
    share !== undefined && fill(say.ui.slo, ctx.duration(slo.withinMs), ctx.percent(share), ctx.percent(slo.share)),
  ];
  return (
    <div class="top">
      <h1 class={isLost ? 'unsure' : ''}>
        <span class={`sign ${look}`}>{icon(sign)}</span>
        <span>{isLost ? fill(say.ui.lastKnown, sentence) : sentence}</span>
      </h1>
      <p class="sr" role="status">
        {sentence}
      </p>
      {live(ctx)}
      <p class="quiet">
        {counted(OPEN_NOW, numbers.slice(0, 2).join(' · '), ctx)}
        {numbers[2] && ` · ${numbers[2]}`}
      </p>
      {ctx.more?.list(OPEN_NOW, ctx)}
      {report.damaged > 0 && (
        <p class="trouble" role="note">
          {icon('triangle')} {count(report.damaged, say.damaged, ctx.number)}. {say.ui.damagedNext}
        </p>
      )}
    </div>
  );
}

function live({ state: { live }, say: { ui }, clock, nowMs }: StatusContext) {
  if (live.state === 'live') return <p class="live on">{ui.live}</p>;
  if (live.state === 'connecting') return <p class="live">{ui.connecting}</p>;
  return (
    <p class="live off">
      {icon('triangle')}
      {fill(ui.notLive, clock(live.since, nowMs()))}
    </p>
  );
}
