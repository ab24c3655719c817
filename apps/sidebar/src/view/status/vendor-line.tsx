import type { Incident } from '@sidelight/shared/health/incident.ts';
import { fill } from '../../words/words.ts';
import { outLink } from '../out-link.tsx';
import type { StatusContext } from './context.ts';

/** What the vendor says of itself: a second opinion. */
export function vendorLine({ vendor, state }: Incident, ctx: StatusContext) {
  if (!vendor) return null;
  const { say, clock, nowMs } = ctx;
  const isCalm = vendor.state === 'operational' && state !== 'maintenance';
  return (
    <p class="vendor note">
      {outLink(vendor.url, ctx, fill(say.ui.vendorSays, vendor.source))}
      {`: ${vendor.text ?? say.vendor[vendor.state]}. `}
      {isCalm && `${say.ui.sawFirst} `}
      <span class="nowrap">({fill(say.ui.readAt, clock(vendor.readAt, nowMs()))})</span>
    </p>
  );
}
