import type { ConnectorDefinition } from '../definition.ts';
import { classifyZendesk } from './classify.ts';
import { createZendesk } from './connector.ts';
import { zendeskDoor } from './door.ts';
import { ZendeskOptions } from './options.ts';
import { pingZendesk } from './ping.ts';

export const zendesk: ConnectorDefinition = {
  id: 'zendesk',
  create: createZendesk,
  classify: classifyZendesk,
  ping: pingZendesk,
  options: ZendeskOptions,
  door: zendeskDoor,
  hosts: ['*.zendesk.com'],
};
