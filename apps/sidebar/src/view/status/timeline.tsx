import type { Incident, IncidentEntry } from '@sidelight/shared/health/incident.ts';
import type { StatusContext } from './context.ts';
import { count } from './count.ts';
import { entryText } from './entry-text.ts';

/** What happened, oldest first, as it was written down. */
export function timeline({ name, timeline: all, earlier }: Incident, ctx: StatusContext) {
  if (!all || all.length === 0) return null;
  return (
    <>
      <h3>{ctx.say.ui.timeline}</h3>
      {earlier && <p class="quiet">{count(earlier, ctx.say.earlier, ctx.number)}</p>}
      <ol class="timeline">
        {all.map((entry) => (
          <li key={`${entry.at}${entry.kind}`} class={isTrouble(entry) ? 'trouble' : ''}>
            <time dateTime={entry.at}>{ctx.clock(entry.at, ctx.nowMs())}</time>
            <span dir="auto">{entryText(entry, name, ctx, ctx.nowMs())}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

const isTrouble = ({ kind }: IncidentEntry): boolean => kind === 'alert_failed';
