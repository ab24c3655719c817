import type { ConnectorDefinition } from '../definition.ts';
import { classifyHubspot } from './classify.ts';
import { createHubspot } from './connector.ts';
import { hubspotDoor } from './door.ts';
import { HubspotOptions } from './options.ts';
import { readHubspotId } from './read-id.ts';

export const hubspot: ConnectorDefinition = {
  id: 'hubspot',
  create: createHubspot,
  classify: classifyHubspot,
  options: HubspotOptions,
  readId: readHubspotId,
  door: hubspotDoor,
  hosts: ['api.hubapi.com'],
};
