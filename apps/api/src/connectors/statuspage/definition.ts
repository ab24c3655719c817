import { IssuesRecord } from '@sidelight/shared/record/issues.ts';
import type { ConnectorDefinition } from '../definition.ts';
import { createStatuspage } from './connector.ts';
import { statuspageDoor } from './door.ts';
import { StatuspageOptions } from './options.ts';
import { pingStatuspage } from './ping.ts';

export const statuspage: ConnectorDefinition = {
  id: 'statuspage',
  create: createStatuspage,
  records: { incidents: IssuesRecord },
  ping: pingStatuspage,
  options: StatuspageOptions,
  door: statuspageDoor,
  hosts: ['*.statuspage.io'],
};
