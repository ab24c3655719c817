import type { ConnectorDefinition } from '../definition.ts';
import { PosthogOptions } from './options.ts';

const PER_MINUTE = 240;
const PER_HOUR = 2400;

/** Of one project's queries, and no header tells how they stand. https://posthog.com/docs/api/queries */
export const limitsOfPosthog: ConnectorDefinition['limits'] = ({ options }) => ({
  ...{ concurrency: 3, queuedMs: 30_000 },
  rates: [
    { windowMs: 60_000, calls: PER_MINUTE },
    { windowMs: 3_600_000, calls: PosthogOptions.parse(options).queriesPerHour ?? PER_HOUR },
  ],
});
