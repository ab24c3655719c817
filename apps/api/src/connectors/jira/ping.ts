import type { ConnectorDefinition } from '../definition.ts';
import { createJira } from './connector.ts';

/** Who we are there: about no record of anybody. */
export const pingJira: ConnectorDefinition['ping'] = async (http, settings, signal) => {
  await createJira(http, settings).reads.myself?.({ by: 'tenant', value: '*' }, signal);
};
