import type { PlannedMaintenance } from '@sidelight/shared/health/planned.ts';
import { replanKey, unplanKey } from '../../model/status/commands.ts';
import { fill } from '../../words/words.ts';
import { commandButton, commandNews } from './command.tsx';
import type { StatusContext } from './context.ts';

/** Maintenance that is to come. */
export const plans = (planned: readonly PlannedMaintenance[], ctx: StatusContext) =>
  planned.map((plan) => {
    const { id, name, startsAt, until, text, by } = plan;
    const [change, cancel] = [replanKey(id), unplanKey(id)];
    if (ctx.state.form === change) return ctx.planForm?.([plan], ctx, plan);
    return (
      <div key={id} class="card plan buttons">
        <span dir="auto">
          <b>{name}</b> {ctx.moment(startsAt)} – {ctx.clock(until, Date.parse(startsAt))} · {by}
          {text && `: ${fill(ctx.say.ui.quote, text)}`}
        </span>
        <button type="button" class="btn" onClick={() => ctx.openPlan(change)}>
          {ctx.say.ui.replan}
        </button>
        {commandButton(ctx, cancel, ctx.say.ui.unplan, () => ctx.unplan(id))}
        {commandNews(ctx, change, cancel)}
      </div>
    );
  });
