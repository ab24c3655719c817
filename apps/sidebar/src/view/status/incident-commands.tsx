import type { Incident } from '@sidelight/shared/health/incident.ts';
import { keyOf } from '../../model/status/commands.ts';
import { fill } from '../../words/words.ts';
import { commandButton, commandNews } from './command.tsx';
import type { StatusContext } from './context.ts';
import { focusOnMount } from './focus-on-mount.ts';
import { textIn } from './text-in.ts';

/** What a lead can do about an incident. */
export function incidentCommands(incident: Incident, ctx: StatusContext) {
  const { say, state } = ctx;
  const { acknowledged } = incident;
  const isPlanned = incident.state === 'maintenance';
  const keys = { ack: keyOf('ack', incident), note: keyOf('note', incident), end: keyOf('end', incident) };
  const isNoting = state.form === keys.note;
  return (
    <div class="commands">
      {acknowledged && (
        <p class="note">{fill(say.ui.acknowledgedBy, acknowledged.by, ctx.clock(acknowledged.at, ctx.nowMs()))}</p>
      )}
      {isNoting && noteForm(incident, keys.note, ctx)}
      <p class="buttons">
        {!acknowledged &&
          !isPlanned &&
          commandButton(ctx, keys.ack, say.ui.acknowledge, () => ctx.acknowledge(incident), true)}
        {isPlanned && commandButton(ctx, keys.end, say.ui.endMaintenance, () => ctx.endMaintenance(incident))}
        {!isNoting && (
          <button type="button" class="btn" onClick={() => ctx.toggleForm(keys.note)}>
            {say.ui.addNote}
          </button>
        )}
        {commandNews(ctx, ...Object.values(keys))}
      </p>
    </div>
  );
}

function noteForm(incident: Incident, key: string, ctx: StatusContext) {
  const { say } = ctx;
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const text = textIn(event.currentTarget, 'text');
    if (text) ctx.note(incident, text);
  };
  return (
    <form onSubmit={send}>
      <label>
        {say.ui.note}
        <textarea name="text" rows={2} maxLength={500} required ref={focusOnMount} />
      </label>
      <p class="buttons">
        {commandButton(ctx, key, say.ui.save)}
        <button type="button" class="btn" onClick={() => ctx.toggleForm(key)}>
          {say.ui.cancel}
        </button>
      </p>
    </form>
  );
}
