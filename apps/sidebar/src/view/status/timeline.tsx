import type { Incident, IncidentEntry } from '@sidelight/shared/health/incident.ts';
import { entryText } from './entry-text.ts';
import type { Here } from './kit.ts';

/** What happened, oldest first, as it was written down. */
export function timeline({ name, timeline: all }: Incident, here: Here) {
  if (!all || all.length === 0) return null;
  return (
    <>
      <h3>{here.say.ui.timeline}</h3>
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
