import {
  AgentRecord,
  BrandsRecord,
  GroupsRecord,
  MembersRecord,
  MyselfRecord,
  TicketRecord,
} from '@sidelight/shared/record/helpdesk.ts';
import { HistoryRecord } from '@sidelight/shared/record/history.ts';
import { bearer } from '../connection-form.ts';
import type { ConnectorDefinition } from '../definition.ts';
import { classifyZendesk } from './classify.ts';
import { zendeskForm } from './connection-form.ts';
import { createZendesk } from './connector.ts';
import { zendeskEntry } from './entry.ts';
import { limitsOfZendesk } from './limits.ts';
import { zendeskOauth } from './oauth.ts';
import { ZendeskOptions } from './options.ts';
import { pingZendesk } from './ping.ts';
import { readZendeskPage } from './status-page.ts';
import { createZendeskSync } from './sync/sync.ts';
import { createTickets } from './sync/tickets.ts';
import { zendeskWebhook } from './webhook.ts';

export const zendesk: ConnectorDefinition<'helpdesk'> = {
  id: 'zendesk',
  create: createZendesk,
  classify: classifyZendesk,
  records: {
    ticket: TicketRecord,
    requester: TicketRecord,
    agent: AgentRecord,
    history: HistoryRecord,
    groups: GroupsRecord,
    members: MembersRecord,
    brands: BrandsRecord,
    myself: MyselfRecord,
  },
  ping: pingZendesk,
  limits: limitsOfZendesk,
  options: ZendeskOptions,
  form: zendeskForm,
  environment: {
    url: 'https://{tenant}.zendesk.com',
    secrets: ['TOKEN'],
    headers: ({ TOKEN = '' }) => bearer(TOKEN),
  },
  oauth: zendeskOauth,
  webhook: zendeskWebhook,
  sync: createZendeskSync,
  tickets: createTickets,
  entry: zendeskEntry,
  readPage: readZendeskPage,
  hosts: ['*.zendesk.com'],
};
