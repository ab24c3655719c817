import type { ConnectorDefinition } from '../definition.ts';
import { createHubspot } from './connector.ts';

/** Which account the key opens: about no record of anybody, and no scope needed. */
export const pingHubspot: ConnectorDefinition['ping'] = async (http, settings, signal) => {
  await createHubspot(http, settings).reads.details?.({ by: 'tenant', value: '*' }, signal);
};
