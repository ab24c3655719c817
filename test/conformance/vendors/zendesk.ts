import { classifyZendesk } from '@sidelight/api/connectors/zendesk/classify.ts';
import { createZendesk } from '@sidelight/api/connectors/zendesk/connector.ts';
import * as sent from '@sidelight/api/connectors/zendesk/fixtures.ts';
import {
  AgentRecord,
  BrandsRecord,
  GroupsRecord,
  MembersRecord,
  MyselfRecord,
  TicketRecord,
} from '@sidelight/shared/record/helpdesk.ts';
import { HistoryRecord } from '@sidelight/shared/record/history.ts';
import { files } from '../specs/documents.ts';
import type { VendorCase } from '../vendor.ts';

const stranger = { name: 'RecordNotFound', status: 404, body: sent.notFound };
const userFields = ['id', 'name', 'email', 'external_id', 'organization_id', 'active', 'updated_at'];

const groupsPage = {
  method: 'GET',
  query: ['page[size]', 'page[after]'],
  body: sent.groupsAnswer,
  required: ['groups', 'meta', 'meta.has_more'],
} as const;

export const zendesk = (): VendorCase => ({
  documents: files.zendesk,
  create: createZendesk,
  classify: classifyZendesk,
  settings: {
    environment: 'live',
    options: { leadRoleIds: ['360001'] },
    ask: () => [],
    consoleUrl: 'https://acme.zendesk.com',
  },
  refusals: [
    { status: 401, body: { error: "Couldn't authenticate you" }, reason: 'credential' },
    { status: 403, body: { error: { title: 'Forbidden', message: 'You do not have access' } }, reason: 'forbidden' },
    {
      status: 429,
      body: { error: 'APIRateLimitExceeded', description: 'Number of allowed API requests per minute exceeded' },
      reason: 'rate_limited',
    },
  ],
  reads: [
    {
      read: 'ticket',
      record: TicketRecord,
      subject: { by: 'id', value: '1001' },
      routes: [
        {
          method: 'GET',
          path: /^\/api\/v2\/tickets\/\d+$/,
          query: ['include'],
          body: sent.ticketAnswer,
          required: [
            'ticket',
            ...['id', 'requester_id', 'organization_id', 'status', 'tags', 'updated_at'].map(
              (name) => `ticket.${name}`,
            ),
            'users',
            // An entry without an id is nobody the ticket names, and is ignored.
            ...userFields.slice(1).map((name) => `users.0.${name}`),
            'organizations',
            ...['name', 'external_id'].map((name) => `organizations.0.${name}`),
          ],
        },
      ],
      strangers: [
        stranger,
        {
          name: 'deleted',
          status: 200,
          body: { ...sent.ticketAnswer, ticket: { ...sent.ticket, status: 'deleted' } },
        },
      ],
    },
    {
      read: 'requester',
      record: TicketRecord,
      subject: { by: 'id', value: '35436' },
      routes: [
        {
          method: 'GET',
          path: /^\/api\/v2\/users\/\d+$/,
          query: ['include'],
          body: sent.userAnswer,
          required: ['user', ...userFields.map((name) => `user.${name}`), 'organizations'],
        },
      ],
      strangers: [
        stranger,
        {
          name: 'deleted',
          status: 200,
          body: { ...sent.userAnswer, user: { ...sent.requesterUser, active: false } },
        },
      ],
    },
    {
      read: 'agent',
      record: AgentRecord,
      subject: { by: 'id', value: '7004' },
      routes: [
        {
          method: 'GET',
          path: /^\/api\/v2\/users\/\d+$/,
          query: [],
          body: sent.agentAnswer,
          required: ['id', 'role', 'locale', 'active', 'suspended', 'updated_at'].map((name) => `user.${name}`),
        },
        { ...groupsPage, path: /^\/api\/v2\/users\/\d+\/groups$/ },
      ],
      strangers: [stranger],
    },
    {
      read: 'history',
      record: HistoryRecord,
      subject: { by: 'id', value: 'organizations:57542' },
      routes: [
        {
          method: 'GET',
          path: /^\/api\/v2\/organizations\/\d+\/tickets$/,
          query: ['page[size]', 'sort', 'include'],
          body: sent.historyAnswer,
          required: ['tickets', 'meta', 'meta.has_more'],
        },
      ],
      strangers: [stranger],
    },
    {
      read: 'groups',
      record: GroupsRecord,
      subject: { by: 'tenant', value: '' },
      routes: [{ ...groupsPage, path: /^\/api\/v2\/groups$/ }],
    },
    {
      read: 'members',
      record: MembersRecord,
      subject: { by: 'id', value: '360010' },
      routes: [
        {
          ...{ method: 'GET', path: /^\/api\/v2\/groups\/\d+\/users\/count$/, query: [] },
          body: sent.membersAnswer,
          required: ['count', 'count.value'],
        },
      ],
      strangers: [stranger],
    },
    {
      read: 'brands',
      record: BrandsRecord,
      subject: { by: 'tenant', value: '' },
      routes: [
        {
          ...groupsPage,
          path: /^\/api\/v2\/brands$/,
          body: sent.brandsAnswer,
          required: ['brands', 'meta', 'meta.has_more'],
        },
      ],
    },
    {
      read: 'myself',
      record: MyselfRecord,
      subject: { by: 'tenant', value: '' },
      routes: [
        {
          method: 'GET',
          path: /^\/api\/v2\/users\/me$/,
          query: [],
          body: sent.meAnswer,
          required: ['id', 'role', 'updated_at'].map((name) => `user.${name}`),
        },
      ],
    },
  ],
});
