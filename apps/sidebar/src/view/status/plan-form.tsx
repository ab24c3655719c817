import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import type { PlannedMaintenance } from '@sidelight/shared/health/planned.ts';
import { DECLARE, replanKey } from '../../model/status/commands.ts';
import { commandButton, commandNews } from './command.tsx';
import type { StatusContext } from './context.ts';
import { focusOnMount } from './focus-on-mount.ts';
import { minutesOptions } from './minutes-options.tsx';
import { textIn } from './text-in.ts';

const MINUTE_MS = 60_000;

/** `plan`: the one that is changed. Without it there will be one more. */
export function planForm(
  systems: readonly Pick<SystemHealth, 'system' | 'name'>[],
  ctx: StatusContext,
  plan?: PlannedMaintenance,
) {
  const { say } = ctx;
  const key = plan ? replanKey(plan.id) : DECLARE;
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget;
    const [text, at] = [textIn(form, 'text'), textIn(form, 'startsAt')];
    const startsAt = at && new Date(at).toISOString();
    const request = { minutes: Number(textIn(form, 'minutes')), ...(text && { text }) };
    if (!plan) ctx.declare({ system: textIn(form, 'system'), ...request, ...(startsAt && { startsAt }) });
    else if (startsAt) ctx.replan(plan.id, { ...request, startsAt });
  };
  const minutes = plan && (Date.parse(plan.until) - Date.parse(plan.startsAt)) / MINUTE_MS;
  return (
    <form key={key} class="card" onSubmit={send}>
      <p class="note">{say.ui.maintenanceHint}</p>
      <div class="pair">
        <label>
          {say.ui.system}
          <select name="system" ref={focusOnMount}>
            {systems.map(({ system, name }) => (
              <option key={system} value={system}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          {plan ? say.ui.starts : say.ui.startsAt}
          <input
            name="startsAt"
            type="datetime-local"
            required={!!plan}
            defaultValue={plan && wallClock(plan.startsAt)}
          />
        </label>
        <label>
          {say.ui.length}
          <select name="minutes">{minutesOptions(ctx, minutes)}</select>
        </label>
      </div>
      <label>
        {say.ui.text}
        <input name="text" maxLength={500} defaultValue={plan?.text} />
      </label>
      <p class="buttons">
        {commandButton(ctx, key, say.ui.declare)}
        <button type="button" class="btn" onClick={() => ctx.toggleForm(key)}>
          {say.ui.cancel}
        </button>
        {commandNews(ctx, key)}
      </p>
    </form>
  );
}

/** As the browser's own field for a time has it: without a zone. */
const wallClock = (at: string): string =>
  new Date(Date.parse(at) - new Date(at).getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 16);
