import type { VendorReport } from '@sidelight/shared/health/vendor-report.ts';
import { fill } from '../../words/words.ts';
import { outLink } from '../out-link.tsx';
import type { Here } from './kit.ts';

/** What each vendor's own status page says. Beside our health, never mixed into it. */
export function vendors(reports: readonly VendorReport[], here: Here) {
  if (reports.length === 0) return null;
  const { say, clock, nowMs } = here;
  return (
    <>
      <h3>{say.ui.vendors}</h3>
      <ul class="says">
        {reports.map(({ connector, source, state, text, url, readAt }) => (
          <li key={connector}>
            {outLink(url, here, source)}
            <span class={state === 'degraded' || state === 'outage' ? 'trouble' : ''}>{text ?? say.vendor[state]}</span>
            <span class="note">{fill(say.ui.readAt, clock(readAt, nowMs()))}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
