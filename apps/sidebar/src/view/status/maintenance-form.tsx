import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import { DECLARE } from '../../model/status/commands.ts';
import { commandButton, commandNews } from './command.tsx';
import type { StatusContext } from './context.ts';
import { focusOnMount } from './focus-on-mount.ts';
import { minutesOptions } from './minutes-options.tsx';
import { textIn } from './text-in.ts';

/** A lead says beforehand that a system will be away. */
export function maintenanceForm(systems: readonly SystemHealth[], ctx: StatusContext) {
  const { say, state } = ctx;
  if (state.form !== DECLARE) {
    return (
      <p class="buttons">
        <button type="button" class="btn" aria-expanded={false} onClick={() => ctx.toggleForm(DECLARE)}>
          {say.ui.maintenance}
        </button>
        {commandNews(ctx, DECLARE)}
      </p>
    );
  }
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget;
    const text = textIn(form, 'text');
    const minutes = Number(textIn(form, 'minutes'));
    const at = textIn(form, 'startsAt');
    ctx.declare({
      ...{ system: textIn(form, 'system'), minutes },
      ...(text && { text }),
      ...(at && { startsAt: new Date(at).toISOString() }),
    });
  };
  return (
    <form class="card" onSubmit={send}>
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
          {say.ui.startsAt}
          <input name="startsAt" type="datetime-local" />
        </label>
        <label>
          {say.ui.length}
          <select name="minutes">{minutesOptions(ctx)}</select>
        </label>
      </div>
      <label>
        {say.ui.text}
        <input name="text" maxLength={500} />
      </label>
      <p class="buttons">
        {commandButton(ctx, DECLARE, say.ui.declare)}
        <button type="button" class="btn" onClick={() => ctx.toggleForm(DECLARE)}>
          {say.ui.cancel}
        </button>
        {commandNews(ctx, DECLARE)}
      </p>
    </form>
  );
}
