import type { Incident } from '@sidelight/shared/health/incident.ts';
import { fill } from '../../words/words.ts';
import { alertLine } from './alert-line.tsx';
import { breaks } from './breaks.tsx';
import type { StatusContext } from './context.ts';
import { noun } from './count.ts';
import { counted } from './counted.tsx';
import { incidentCommands } from './incident-commands.tsx';
import { shownState } from './state-look.ts';
import { statePill } from './state-pill.tsx';
import { timeline } from './timeline.tsx';
import { vendorLine } from './vendor-line.tsx';

/** One open incident: what is wrong, who is touched, who was told, and what can be done here. */
export function incidentCard(incident: Incident, ctx: StatusContext) {
  const { state, reason, since, until, name, radius, leadSays, ask } = incident;
  const { say, clock, nowMs, span } = ctx;
  const standing = shownState(state, reason);
  const isPlanned = state === 'maintenance';
  const when =
    until && isPlanned ? fill(say.ui.until, clock(until, nowMs())) : fill(say.ui.since, clock(since, nowMs()));
  const lasted = nowMs() - Date.parse(since);
  return (
    <article key={incident.id} id={incident.id} class="card" tabIndex={-1}>
      <div>
        {statePill(standing, `${say.state[standing]} ${when}`)}
        <h3 class="title">
          {name}{' '}
          <span class="quiet">
            {fill(say.ui.for, span(lasted))}
            {until && !isPlanned && ` · ${fill(say.ui.expected, clock(until, nowMs()))}`}
          </span>
        </h3>
        {reason && <p>{fill(ctx.reasons[reason], name)}</p>}
        {vendorLine(incident, ctx)}
        {tiles(incident, ctx)}
        {ctx.more?.list(incident.id, ctx)}
        <dl class="facts">
          <div>
            <dt>{say.ui.owner}</dt>
            <dd>
              {radius.owner.name} · {radius.owner.contact}
            </dd>
          </div>
          {alertLine(incident, ctx)}
          <div>
            <dt>{say.ui.told}</dt>
            <dd dir="auto">{[leadSays, fill(say.ui.ask, ask)].filter(Boolean).join(' · ')}</dd>
          </div>
          {radius.cards.length > 0 && (
            <div>
              <dt>{say.ui.fields}</dt>
              <dd>
                {radius.cards.map(({ title }) => title).join(', ')}
                <p class="note">{radius.fields.map(({ label }) => label).join(', ')}</p>
              </dd>
            </div>
          )}
          <div>
            <dt>{say.ui.incidentId}</dt>
            <dd>{incident.id}</dd>
          </div>
        </dl>
        {incidentCommands(incident, ctx)}
        {ctx.more?.tools(incident)}
      </div>
      <div>
        {radius.workflows.length > 0 && breaks(radius.workflows, ctx)}
        {timeline(incident, ctx)}
      </div>
    </article>
  );
}

function tiles({ id, radius }: Incident, ctx: StatusContext) {
  const { say, number } = ctx;
  const all = [
    [radius.openTickets, say.tickets],
    [radius.agents, say.touchedAgents],
    [radius.accounts, say.accounts],
  ] as const;
  return (
    <ul class="tiles">
      {all.map(([n, pair]) => (
        <li key={pair[0]}>
          {counted(
            id,
            <>
              <b>{number(n)}</b> <span>{noun(n, pair)}</span>
            </>,
            ctx,
          )}
        </li>
      ))}
    </ul>
  );
}
