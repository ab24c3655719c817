import type { ConnectorDefinition } from '../definition.ts';
import { createStatuspageClient } from './client.ts';

/** A public page has nothing smaller to ask for. */
export const pingStatuspage: ConnectorDefinition['ping'] = async (http, _settings, signal) => {
  await createStatuspageClient(http).summary(signal);
};
