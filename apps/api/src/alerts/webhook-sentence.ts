import { clock } from './clock.ts';
import type { WebhookMessage } from './message.ts';

/** What is wrong with a system's webhooks, on one line. */
export function webhookHeadline({ what, alarm, system }: WebhookMessage): string {
  if (alarm === 'unreadable') return `${system} sends webhooks that cannot be read`;
  if (alarm === 'silence')
    return what === 'over' ? `${system} sends webhooks again` : `${system} has stopped sending webhooks`;
  return what === 'over'
    ? `Webhooks for ${system} are signed as they should be again`
    : `Webhooks for ${system} come with wrong signatures, and are refused`;
}

const remedies: Readonly<Record<WebhookMessage['alarm'], readonly string[]>> = {
  silence: [
    'See at the vendor whether the webhook is still switched on, and what it says of its last deliveries',
    'Until it sends again, what changes there is seen later: when it is asked',
  ],
  bad_signatures: [
    'If its key was changed at the vendor, enter the new one on the Setup page, under Webhooks',
    'If not, somebody else is sending: nothing of it is taken, and nothing else is needed',
  ],
  unreadable: [
    'Signed as they should be, so they are the vendor’s: see there whether the webhook was set to another version or format',
    'If not, the vendor writes otherwise than it did: Sidelight needs an update. Until then what changes there is seen later: when it is asked',
  ],
};

export function webhookDetails({ what, alarm, count = 0, since, at }: WebhookMessage): string[] {
  if (what === 'over') return [`Since ${clock(since)}, until ${clock(at)}`];
  const told =
    alarm === 'unreadable'
      ? `The first of its kind today came at ${clock(since)}. None is taken; work that was given up has a line for it`
      : alarm === 'silence'
        ? `The last one came at ${clock(since)}; at least ${count.toLocaleString('en')} usually come in the same time`
        : `${count.toLocaleString('en')} were refused in the last two hours`;
  return [told, ...remedies[alarm]];
}
