import type { Incident } from '@sidelight/shared/health/incident.ts';
import { keyOf } from '../../model/status/commands.ts';
import { fill } from '../../words/words.ts';
import { commandButton, commandNews } from './command.tsx';
import type { StatusContext } from './context.ts';
import { incidentForm } from './incident-form.tsx';

/** What a lead can do about an incident. */
export function incidentCommands(incident: Incident, ctx: StatusContext) {
  const { say, state } = ctx;
  const { acknowledged } = incident;
  const key = (what: Parameters<typeof keyOf>[0]) => keyOf(what, incident);
  const forms = [
    ['assign', say.ui.assign],
    ['expect', incident.state === 'maintenance' ? say.ui.extend : say.ui.expect],
    ['note', say.ui.addNote],
  ] as const;
  const open = forms.find(([what]) => state.form === key(what));
  const openForm = (what: (typeof forms)[number][0]) => {
    ctx.toggleForm(key(what));
    if (what === 'assign') ctx.more?.readPeople();
  };
  return (
    <div class="commands">
      {acknowledged && (
        <p class="note">{fill(say.ui.acknowledgedBy, acknowledged.by, ctx.clock(acknowledged.at, ctx.nowMs()))}</p>
      )}
      {open && incidentForm(open[0], incident, ctx)}
      <p class="buttons">
        {!acknowledged && commandButton(ctx, key('ack'), say.ui.acknowledge, () => ctx.acknowledge(incident), true)}
        {forms.map(
          (form) =>
            form !== open && (
              <button type="button" class="btn" onClick={() => openForm(form[0])}>
                {form[1]}
              </button>
            ),
        )}
        {incident.state === 'maintenance' &&
          commandButton(ctx, key('end'), say.ui.endMaintenance, () => ctx.endMaintenance(incident))}
        {commandNews(ctx, ...(['ack', 'assign', 'note', 'expect', 'end'] as const).map(key))}
      </p>
    </div>
  );
}
