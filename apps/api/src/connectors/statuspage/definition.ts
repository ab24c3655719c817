import { IssuesRecord } from '@sidelight/shared/record/issues.ts';
import type { ConnectorDefinition } from '../definition.ts';
import { statuspageForm } from './connection-form.ts';
import { createStatuspage } from './connector.ts';
import { limitsOfStatuspage } from './limits.ts';
import { StatuspageOptions } from './options.ts';
import { pingStatuspage } from './ping.ts';
import { readStatuspage } from './status-page.ts';

export const statuspage: ConnectorDefinition<'issues'> = {
  id: 'statuspage',
  create: createStatuspage,
  records: { incidents: IssuesRecord },
  ping: pingStatuspage,
  limits: limitsOfStatuspage,
  options: StatuspageOptions,
  form: statuspageForm,
  readPage: readStatuspage,
  environment: { secrets: [], headers: () => ({}) },
  hosts: ['*.statuspage.io'],
};
