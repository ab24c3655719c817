import type { Incident } from '@sidelight/shared/health/incident.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { icon } from '../icon.tsx';
import type { StatusContext } from './context.ts';

/** Whether somebody who can fix it knows. An alert that cannot arrive is trouble of its own. */
export function alertLine({ alert, state }: Incident, { say }: StatusContext) {
  // Of maintenance nobody is told, on purpose.
  if (!alert || (state === 'maintenance' && alert.state === 'none')) return null;
  const isTrouble = alert.state === 'failed' || alert.state === 'none';
  return (
    <div>
      <dt>{say.ui.alertTo}</dt>
      <dd class={isTrouble ? 'trouble' : ''}>
        {icon(isTrouble ? 'triangle' : alert.state === 'sent' ? 'check' : 'again')} {say.alert[alert.state]}
        {alert.why && (
          <p class="note">
            {alert.channel}: {ownValue<string>(say.why, alert.why) ?? alert.why}
          </p>
        )}
      </dd>
    </div>
  );
}
