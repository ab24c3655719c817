import {
  AccountRecord,
  AccountsRecord,
  ContactRecord,
  CrmDetailsRecord,
  SalesRecord,
} from '@sidelight/shared/record/crm.ts';
import { bearer } from '../connection-form.ts';
import type { ConnectorDefinition } from '../definition.ts';
import { classifyHubspot } from './classify.ts';
import { hubspotForm } from './connection-form.ts';
import { createHubspot } from './connector.ts';
import { hubspotJournal } from './journal/journal.ts';
import { hubspotKeyRights } from './key-rights.ts';
import { limitsOfHubspot } from './limits.ts';
import { hubspotOauth } from './oauth.ts';
import { HubspotOptions } from './options.ts';
import { pingHubspot } from './ping.ts';
import { readHubspotId } from './read-id.ts';
import { dealsOfHubspot } from './sync/deals.ts';
import { peopleOfHubspot } from './sync/people.ts';
import { activitiesOfHubspot, syncHubspot } from './sync/sync.ts';
import { hubspotWebhook } from './webhook.ts';

export const hubspot: ConnectorDefinition<'crm'> = {
  id: 'hubspot',
  create: createHubspot,
  sync: syncHubspot,
  deals: dealsOfHubspot,
  activities: activitiesOfHubspot,
  people: peopleOfHubspot,
  classify: classifyHubspot,
  records: {
    ...{ contact: ContactRecord, account: AccountRecord, domain: AccountsRecord },
    ...{ sales: SalesRecord, details: CrmDetailsRecord },
  },
  ping: pingHubspot,
  keyRights: hubspotKeyRights,
  limits: limitsOfHubspot,
  options: HubspotOptions,
  readId: readHubspotId,
  form: hubspotForm,
  oauth: hubspotOauth,
  environment: {
    ...{ url: 'https://api.hubapi.com', consoleUrl: 'https://app.hubspot.com' },
    secrets: ['TOKEN'],
    headers: ({ TOKEN = '' }) => bearer(TOKEN),
  },
  webhook: hubspotWebhook,
  journal: hubspotJournal,
  hosts: ['api.hubapi.com'],
};
