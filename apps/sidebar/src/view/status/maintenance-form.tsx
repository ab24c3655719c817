import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import { DECLARE } from '../../model/status/commands.ts';
import { commandButton, commandNews } from './command.tsx';
import type { StatusContext } from './context.ts';
import { focusOnMount } from './focus-on-mount.ts';
import { textIn } from './text-in.ts';

const MINUTE_MS = 60_000;
const LENGTHS = [15, 30, 60, 120, 240, 480, 1440];

/** A lead says beforehand that a system will be away. */
export function maintenanceForm(systems: readonly SystemHealth[], ctx: StatusContext) {
  const { say, state, span } = ctx;
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
    ctx.declare({ system: textIn(form, 'system'), minutes, ...(text && { text }) });
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
          {say.ui.length}
          <select name="minutes">
            {LENGTHS.map((minutes) => (
              <option key={minutes} value={minutes} selected={minutes === 60}>
                {span(minutes * MINUTE_MS)}
              </option>
            ))}
          </select>
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
