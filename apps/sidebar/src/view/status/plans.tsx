import type { PlannedMaintenance } from '@sidelight/shared/health/planned.ts';
import { unplanKey } from '../../model/status/commands.ts';
import { fill } from '../../words/words.ts';
import { commandButton, commandNews } from './command.tsx';
import type { StatusContext } from './context.ts';

/** Maintenance that is to come. */
export const plans = (planned: readonly PlannedMaintenance[], ctx: StatusContext) =>
  planned.map(({ id, name, startsAt, until, text, by }) => {
    const key = unplanKey(id);
    return (
      <div key={id} class="card plan buttons">
        <span dir="auto">
          <b>{name}</b> {ctx.moment(startsAt)} – {ctx.clock(until, Date.parse(startsAt))} · {by}
          {text && `: ${fill(ctx.say.ui.quote, text)}`}
        </span>
        {commandButton(ctx, key, ctx.say.ui.unplan, () => ctx.unplan(id))}
        {commandNews(ctx, key)}
      </div>
    );
  });
