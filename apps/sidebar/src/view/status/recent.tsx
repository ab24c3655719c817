import type { Incident } from '@sidelight/shared/health/incident.ts';
import { fill } from '../../words/words.ts';
import { answersAtRisk } from './answers.tsx';
import type { StatusContext } from './context.ts';
import { count } from './count.ts';
import { counted } from './counted.tsx';
import { shownState } from './state-look.ts';
import { statePill } from './state-pill.tsx';
import { timeline } from './timeline.tsx';

/** What was closed within a week, and which answers it leaves in doubt. */
export const recent = (incidents: readonly Incident[], ctx: StatusContext) => (
  <section class="recent">
    <h2 class="label">{ctx.say.ui.recent}</h2>
    {incidents.length === 0 && <p class="quiet">{ctx.say.ui.noRecent}</p>}
    {incidents.map((incident) => row(incident, ctx))}
  </section>
);

function row(incident: Incident, ctx: StatusContext) {
  const { id, name, state, reason, since, closedAt, atRisk } = incident;
  const { say, span, moment } = ctx;
  const lasted = closedAt && fill(say.ui.lasted, span(Date.parse(closedAt) - Date.parse(since)));
  const risk = atRisk ? count(atRisk, say.risks, ctx.number) : '';
  const open = ({ currentTarget }: { readonly currentTarget: HTMLDetailsElement }) => {
    if (currentTarget.open && atRisk) ctx.openAnswers(id);
  };
  return (
    <details key={id} id={id} class="card" onToggle={open}>
      <summary>
        {statePill(shownState(state, reason), say.state[shownState(state, reason)])}
        <b>{name}</b>
        <span class="quiet">
          {moment(since)} · {lasted}
        </span>
        <span class={risk ? 'risk' : 'risk quiet'}>{risk || (atRisk === 0 ? say.ui.noRisk : say.ui.notChecked)}</span>
      </summary>
      {reason && <p>{fill(ctx.reasons[reason], name)}</p>}
      {atRisk ? answersAtRisk(id, ctx) : null}
      {timeline(incident, ctx)}
      {ctx.more && (
        <>
          <p class="buttons">{counted(id, ctx.say.ui.touched, ctx)}</p>
          {ctx.more.list(id, ctx)}
          <p class="quiet">
            {ctx.say.ui.incidentId} {id}
          </p>
          {ctx.more.tools(incident)}
        </>
      )}
    </details>
  );
}
