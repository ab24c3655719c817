import type { ConnectorDefinition } from '../definition.ts';

/**
 * Counted in points that hang on what is asked, so that only the answers say how many there are. A token of a person
 * has bursts alone. https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
 */
export const limitsOfJira: ConnectorDefinition['limits'] = () => ({
  rates: [
    {
      windowMs: 3_600_000,
      told: {
        ...{ limit: 'x-ratelimit-limit', remaining: 'x-ratelimit-remaining' },
        reset: { header: 'x-ratelimit-reset', as: 'date' },
      },
    },
  ],
});
