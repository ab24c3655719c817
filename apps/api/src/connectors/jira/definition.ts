import type { ConnectorDefinition } from '../definition.ts';
import { classifyJira } from './classify.ts';
import { createJira } from './connector.ts';
import { jiraDoor } from './door.ts';
import { JiraOptions } from './options.ts';
import { pingJira } from './ping.ts';

export const jira: ConnectorDefinition = {
  id: 'jira',
  create: createJira,
  classify: classifyJira,
  ping: pingJira,
  options: JiraOptions,
  door: jiraDoor,
  hosts: ['*.atlassian.net', 'api.atlassian.com'],
};
