import type { VendorReport } from '@sidelight/shared/health/vendor-report.ts';
import { fill } from '../../words/words.ts';
import { outLink } from '../out-link.tsx';
import type { StatusContext } from './context.ts';

/** What each vendor's own status page says. Beside our health, never mixed into it. */
export function vendors(reports: readonly VendorReport[], ctx: StatusContext) {
  if (reports.length === 0) return null;
  const { say, clock, nowMs } = ctx;
  return (
    <>
      <h3>{say.ui.vendors}</h3>
      <ul class="says">
        {reports.map(({ connector, source, state, text, url, readAt }) => (
          <li key={connector}>
            {outLink(url, ctx, source)}
            <span class={state === 'degraded' || state === 'outage' ? 'trouble' : ''}>{text ?? say.vendor[state]}</span>
            <span class="note">{fill(say.ui.readAt, clock(readAt, nowMs()))}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
