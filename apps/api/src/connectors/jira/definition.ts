import { IssuesRecord } from '@sidelight/shared/record/issues.ts';
import { SignedInRecord } from '@sidelight/shared/record/signed-in.ts';
import { basic } from '../connection-form.ts';
import type { ConnectorDefinition } from '../definition.ts';
import { classifyJira } from './classify.ts';
import { jiraForm } from './connection-form.ts';
import { createJira } from './connector.ts';
import { limitsOfJira } from './limits.ts';
import { jiraOauth } from './oauth.ts';
import { JiraOptions } from './options.ts';
import { pingJira } from './ping.ts';
import { jiraWebhook } from './webhook.ts';

export const jira: ConnectorDefinition<'issues'> = {
  id: 'jira',
  create: createJira,
  classify: classifyJira,
  records: { known: IssuesRecord, myself: SignedInRecord },
  ping: pingJira,
  limits: limitsOfJira,
  options: JiraOptions,
  form: jiraForm,
  oauth: jiraOauth,
  webhook: jiraWebhook,
  environment: {
    secrets: ['EMAIL', 'TOKEN'],
    headers: ({ EMAIL = '', TOKEN = '' }) => basic(EMAIL, TOKEN),
  },
  hosts: ['*.atlassian.net', 'api.atlassian.com', 'auth.atlassian.com'],
};
