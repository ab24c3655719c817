import type { ConnectorDefinition } from '../definition.ts';
import { ZendeskOptions } from './options.ts';

const perMinute = {
  ...{ team: 200, growth: 400, professional: 400, enterprise: 700 },
  ...{ enterprise_plus: 2500, high_volume: 2500 },
} as const;

/**
 * Of the account, with everybody else who asks it; its answers say what it really has.
 * https://developer.zendesk.com/api-reference/introduction/rate-limits/
 */
export const limitsOfZendesk: ConnectorDefinition['limits'] = ({ options }) => ({
  rates: [
    {
      windowMs: 60_000,
      calls: perMinute[ZendeskOptions.parse(options).plan],
      told: {
        ...{ limit: 'x-rate-limit', remaining: 'x-rate-limit-remaining' },
        reset: { header: 'ratelimit-reset', as: 'seconds' },
      },
    },
  ],
});
