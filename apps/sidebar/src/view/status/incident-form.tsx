import type { Incident } from '@sidelight/shared/health/incident.ts';
import { keyOf } from '../../model/status/commands.ts';
import { commandButton } from './command.tsx';
import type { StatusContext } from './context.ts';
import { focusOnMount } from './focus-on-mount.ts';
import { minutesOptions } from './minutes-options.tsx';
import { textIn } from './text-in.ts';

type What = 'assign' | 'expect' | 'note';

/** What a lead says of an incident: a word, a name, or when it will be over. */
export function incidentForm(what: What, incident: Incident, ctx: StatusContext) {
  const { say } = ctx;
  const key = keyOf(what, incident);
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const text = textIn(event.currentTarget, 'text');
    if (!text) return;
    if (what === 'expect') ctx.expect(incident, Number(text));
    else ctx[what](incident, text);
  };
  return (
    <form key={key} onSubmit={send}>
      {fieldOf(what, incident, ctx)}
      <p class="buttons">
        {commandButton(ctx, key, say.ui.save)}
        <button type="button" class="btn" onClick={() => ctx.toggleForm(key)}>
          {say.ui.cancel}
        </button>
      </p>
    </form>
  );
}

function fieldOf(what: What, incident: Incident, ctx: StatusContext) {
  const { ui } = ctx.say;
  if (what === 'note')
    return (
      <label>
        {ui.note}
        <textarea name="text" rows={2} maxLength={500} required ref={focusOnMount} />
      </label>
    );
  if (what === 'expect')
    return (
      <label>
        {ui.endsIn}
        <select name="text" ref={focusOnMount}>
          {minutesOptions(ctx, 60, leftOf(incident, ctx))}
        </select>
      </label>
    );
  return (
    <label>
      {ui.assignTo}
      <input name="text" list="people" maxLength={80} required autoComplete="off" ref={focusOnMount} />
      <datalist id="people">
        {[...peopleOf(incident, ctx)].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </label>
  );
}

/** Of a maintenance, in minutes: it is extended. An outage may be expected to end earlier than it was. */
const leftOf = ({ state, until = '' }: Incident, ctx: StatusContext): number =>
  state === 'maintenance' ? (Date.parse(until) - ctx.nowMs()) / 60_000 : 0;

/** Who has done something about it, who is known here, and the teams that are concerned. */
const peopleOf = ({ radius, timeline = [] }: Incident, { more }: StatusContext): ReadonlySet<string> =>
  new Set([
    ...timeline.flatMap((entry) => ('by' in entry && entry.by ? [entry.by] : [])),
    ...(more?.people() ?? []),
    radius.owner.name,
    ...radius.workflows.map(({ owner }) => owner.name),
  ]);
