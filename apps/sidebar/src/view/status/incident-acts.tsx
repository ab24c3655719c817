import type { Incident } from '@sidelight/shared/health/incident.ts';
import { keyOf } from '../../model/status/commands.ts';
import { fill } from '../../words/words.ts';
import { commandButton, commandNews } from './command.tsx';
import { focusOnMount } from './focus-on-mount.ts';
import type { Here } from './kit.ts';
import { textIn } from './text-in.ts';

/** What a lead can do about an incident. */
export function incidentActs(incident: Incident, here: Here) {
  const { say, state } = here;
  const { acknowledged } = incident;
  const isPlanned = incident.state === 'maintenance';
  const keys = { ack: keyOf('ack', incident), note: keyOf('note', incident), end: keyOf('end', incident) };
  const isNoting = state.form === keys.note;
  return (
    <div class="commands">
      {acknowledged && (
        <p class="note">{fill(say.ui.acknowledgedBy, acknowledged.by, here.clock(acknowledged.at, here.nowMs()))}</p>
      )}
      {isNoting && noteForm(incident, keys.note, here)}
      <p class="acts">
        {!acknowledged &&
          !isPlanned &&
          commandButton(here, keys.ack, say.ui.acknowledge, () => here.acknowledge(incident), true)}
        {isPlanned && commandButton(here, keys.end, say.ui.endMaintenance, () => here.endMaintenance(incident))}
        {!isNoting && (
          <button type="button" class="btn" onClick={() => here.toggleForm(keys.note)}>
            {say.ui.addNote}
          </button>
        )}
        {commandNews(here, ...Object.values(keys))}
      </p>
    </div>
  );
}

function noteForm(incident: Incident, key: string, here: Here) {
  const { say } = here;
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const text = textIn(event.currentTarget, 'text');
    if (text) here.note(incident, text);
  };
  return (
    <form onSubmit={send}>
      <label>
        {say.ui.note}
        <textarea name="text" rows={2} maxLength={500} required ref={focusOnMount} />
      </label>
      <p class="acts">
        {commandButton(here, key, say.ui.save)}
        <button type="button" class="btn" onClick={() => here.toggleForm(key)}>
          {say.ui.cancel}
        </button>
      </p>
    </form>
  );
}
