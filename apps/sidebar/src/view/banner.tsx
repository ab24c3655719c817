import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { BannerIncident as Incident, IncidentState } from '@sidelight/shared/health/incident.ts';
import type { BannerState } from '../model/banner.ts';
import type { State } from '../model/state.ts';
import type { BannerWords } from '../words/banner-en.ts';
import type { Format } from '../words/format.ts';
import { fill } from '../words/words.ts';
import { icon } from './icon.tsx';

export interface BannerContext extends Pick<Format, 'clock'> {
  readonly say: BannerWords;
  nowMs(): number;
  toggle(id: string): void;
  plural(n: number, forms: { readonly one: string; readonly other: string }): string;
}

/** One line for each thing that is out of order, worst first. The stream knows more than the ticket's answer. */
export function banner(state: BannerState, ticket: State, ctx: BannerContext) {
  return (
    <>
      {state.isStoreAway && (
        <div class="notice">
          {icon('triangle')}
          <span>{ctx.say.storeAway}</span>
        </div>
      )}
      {outages(state, ticket, ctx)}
    </>
  );
}

function outages({ incidents, open, silentSince }: BannerState, { health }: State, ctx: BannerContext) {
  const late = silentSince && ` · ${fill(ctx.say.lastHeard, time(silentSince, ctx))}`;
  if (incidents) {
    return incidents.map((incident) => (
      <div key={incident.id} class={look(incident.reason)} data-incident={incident.system}>
        {head(incident, ctx, late)}
        {more(incident, open.includes(incident.id), ctx)}
        {incident.leadSays && <p class="about">{incident.leadSays}</p>}
        {open.includes(incident.id) && details(incident, ctx)}
      </div>
    ));
  }
  return health.flatMap(({ system, name, state, reason, since }) =>
    state === 'ok'
      ? []
      : [
          <div key={system} class={look(reason)} data-incident={system}>
            {head({ name, state, reason, since }, ctx, '')}
          </div>,
        ],
  );
}

/** On what not to rely must be read whole: it may take a second line. */
const look = (reason: Reason | undefined) => `notice outage${reason === WRONG ? ' wrong' : ''}`;
const WRONG = 'wrong_values';

interface Head {
  readonly name: string;
  readonly state: IncidentState;
  readonly reason?: Reason | undefined;
  /** What it is shown on, once that is known. */
  readonly radius?: Pick<Incident['radius'], 'cards'>;
  readonly since: string;
  readonly until?: string | undefined;
}

function head(
  { name, state, reason, since, until, radius }: Head,
  ctx: BannerContext,
  late: string | undefined | false,
) {
  const { say } = ctx;
  const when = until ? fill(say.until, time(until, ctx)) : time(since, ctx);
  return (
    <>
      {icon(state === 'maintenance' ? 'clock' : 'triangle')}
      <span>
        <b>{reason === WRONG ? wrongOf(name, titlesOf(radius?.cards), say) : fill(say.state[state], name)}</b> · {when}
        {late}
      </span>
    </>
  );
}

const titlesOf = (cards: Incident['radius']['cards'] = []) => cards.map(({ title }) => title).join(', ');
const wrongOf = (name: string, titles: string, { wrong, wrongAll }: BannerWords) =>
  titles ? fill(wrong, name, titles) : fill(wrongAll, name);

function more({ id, name }: Incident, isOpen: boolean, { say, toggle }: BannerContext) {
  return (
    <button type="button" class="link" aria-expanded={isOpen} onClick={() => toggle(id)}>
      {isOpen ? say.less : say.more}
      <span class="sr"> {fill(say.about, name)}</span>
    </button>
  );
}

/** What it breaks, what to do instead, who is on it. All of it the map's words. */
function details({ since, reason, radius, ask }: Incident, ctx: BannerContext) {
  const { say, plural } = ctx;
  const { cards, workflows, openTickets, agents } = radius;
  return (
    <div class="about">
      <p>
        {fill(say.since, time(since, ctx))} {cards.length > 0 && reason !== WRONG && fill(say.old, titlesOf(cards))}
      </p>
      <ul>
        {workflows.map(({ id, name, impact, workaround }) => (
          <li key={id}>
            <b>{name}.</b> {impact} {workaround}
          </li>
        ))}
      </ul>
      {openTickets > 0 && <p>{fill(say.touched, plural(openTickets, say.tickets), plural(agents, say.agents))}</p>}
      <p>{fill(say.ask, ask)}</p>
    </div>
  );
}

const time = (at: string, { clock, nowMs }: BannerContext): string => clock(at, nowMs());
