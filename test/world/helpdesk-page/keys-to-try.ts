import type { World } from '../world.ts';
import type { KeyToTry } from './workspace.ts';

/** What an admin of the simulated company would have at hand, in the order of the setup page. */
export function keysToTry({ credentials, urls }: Pick<World, 'credentials' | 'urls'>): readonly KeyToTry[] {
  const { hubspot, stripe, posthog, jira } = credentials;
  return [
    { system: 'HubSpot', label: 'Private app token', value: hubspot.token },
    { system: 'Stripe', label: 'Restricted key', value: stripe.key },
    { system: 'PostHog', label: 'Personal API key', value: posthog.key },
    { system: 'Jira', label: 'Site address', value: urls.jira },
    { system: 'Jira', label: 'E-mail', value: jira.email },
    { system: 'Jira', label: 'API token', value: jira.token },
    { system: 'Statuspage', label: 'Page address', value: urls.statuspage },
  ];
}
