import type { Incident } from '@sidelight/shared/health/incident.ts';
import { fill } from '../../words/words.ts';
import { answersAtRisk } from './answers.tsx';
import { count } from './count.ts';
import type { Here } from './kit.ts';
import { standingOf } from './state-look.ts';
import { statePill } from './state-pill.tsx';
import { timeline } from './timeline.tsx';

/** What was closed within a week, and which answers it leaves in doubt. */
export const recent = (incidents: readonly Incident[], here: Here) => (
  <section class="recent">
    <h2 class="label">{here.say.ui.recent}</h2>
    {incidents.length === 0 && <p class="quiet">{here.say.ui.noRecent}</p>}
    {incidents.map((incident) => row(incident, here))}
  </section>
);

function row(incident: Incident, here: Here) {
  const { id, name, state, reason, since, closedAt, atRisk } = incident;
  const { say, span, moment } = here;
  const lasted = closedAt && fill(say.ui.lasted, span(Date.parse(closedAt) - Date.parse(since)));
  const risk = atRisk ? count(atRisk, say.risks, here.number) : '';
  const open = ({ currentTarget }: { readonly currentTarget: HTMLDetailsElement }) => {
    if (currentTarget.open && atRisk) here.openAnswers(id);
  };
  return (
    <details key={id} class="card" onToggle={open}>
      <summary>
        {statePill(standingOf(state, reason), say.state[standingOf(state, reason)])}
        <b>{name}</b>
        <span class="quiet">
          {moment(since)} · {lasted}
        </span>
        <span class={risk ? 'risk' : 'risk quiet'}>{risk || (atRisk === 0 ? say.ui.noRisk : say.ui.notChecked)}</span>
      </summary>
      {reason && <p>{fill(here.reasons[reason], name)}</p>}
      {atRisk ? answersAtRisk(id, here) : null}
      {timeline(incident, here)}
    </details>
  );
}
