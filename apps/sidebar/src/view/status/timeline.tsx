import type { Incident, IncidentEntry } from '@sidelight/shared/health/incident.ts';
import { count } from './count.ts';
import { entryText } from './entry-text.ts';
import type { Here } from './kit.ts';

/** What happened, oldest first, as it was written down. */
export function timeline({ name, timeline: all, earlier }: Incident, here: Here) {
  if (!all || all.length === 0) return null;
  return (
    <>
      <h3>{here.say.ui.timeline}</h3>
      {earlier && <p class="quiet">{count(earlier, here.say.earlier, here.number)}</p>}
      <ol class="timeline">
        {all.map((entry) => (
          <li key={`${entry.at}${entry.kind}`} class={isTrouble(entry) ? 'trouble' : ''}>
            <time dateTime={entry.at}>{here.clock(entry.at, here.nowMs())}</time>
            <span dir="auto">{entryText(entry, name, here, here.nowMs())}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

const isTrouble = ({ kind }: IncidentEntry): boolean => kind === 'alert_failed';
