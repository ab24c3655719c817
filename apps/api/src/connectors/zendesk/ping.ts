import type { ConnectorDefinition } from '../definition.ts';
import { createZendesk } from './connector.ts';

/** Who we are there: about no record of anybody. */
export const pingZendesk: ConnectorDefinition['ping'] = async (http, settings, signal) => {
  await createZendesk(http, settings).reads.myself?.({ by: 'tenant', value: '*' }, signal);
};
