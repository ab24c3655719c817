import type { Incident } from '@sidelight/shared/health/incident.ts';
import { fill } from '../../words/words.ts';
import { outLink } from '../out-link.tsx';
import type { Here } from './kit.ts';

/** What the vendor says of itself: a second opinion. */
export function vendorLine({ vendor, state }: Incident, here: Here) {
  if (!vendor) return null;
  const { say, clock, nowMs } = here;
  const isCalm = vendor.state === 'operational' && state !== 'maintenance';
  return (
    <p class="vendor note">
      {outLink(vendor.url, here, fill(say.ui.vendorSays, vendor.source))}
      {`: ${vendor.text ?? say.vendor[vendor.state]}. `}
      {isCalm && `${say.ui.sawFirst} `}
      <span class="nowrap">({fill(say.ui.readAt, clock(vendor.readAt, nowMs()))})</span>
    </p>
  );
}
