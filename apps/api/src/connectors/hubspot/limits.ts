import type { ConnectorDefinition } from '../definition.ts';
import { HubspotOptions } from './options.ts';

const byPlan = {
  starter: { burst: 100, daily: 250_000 },
  professional: { burst: 190, daily: 650_000 },
  enterprise: { burst: 190, daily: 1_000_000 },
} as const;

/**
 * Of one account; an add-on gives more, and the answers say so (a search's do not).
 * https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines
 */
export const limitsOfHubspot: ConnectorDefinition['limits'] = ({ options }) => {
  const { burst, daily } = byPlan[HubspotOptions.parse(options).plan];
  return {
    rates: [
      {
        windowMs: 10_000,
        calls: burst,
        told: { limit: 'x-hubspot-ratelimit-max', remaining: 'x-hubspot-ratelimit-remaining' },
      },
      {
        windowMs: 86_400_000,
        calls: daily,
        told: { limit: 'x-hubspot-ratelimit-daily', remaining: 'x-hubspot-ratelimit-daily-remaining' },
      },
    ],
  };
};
