import type { Node } from './node.ts';

const text = { type: 'string' };
const integer = { type: 'integer' };
const time = { type: 'string', format: 'date-time' };
const flag = { type: 'boolean' };
const json = (schema: Node) => ({ content: { 'application/json': { schema } } });
const answers = (schema: Node, status = '200') => ({ responses: { [status]: { description: '', ...json(schema) } } });
const query = (name: string, schema: Node = text) => ({ name, in: 'query', schema });
const inPath = (name: string, schema: Node) => ({ name, in: 'path', required: true, schema });
const object = (properties: Node, required: readonly string[] = Object.keys(properties)): Node => ({
  ...{ type: 'object', properties, required: [...required], additionalProperties: false },
});
const orNull = (schema: Node): Node => ({ ...schema, nullable: true });

const pages = [query('page[size]', { type: 'integer', minimum: 1, maximum: 100 }), query('page[after]')];
const list = (name: string, item: Node): Node => ({
  type: 'object',
  properties: {
    [name]: { type: 'array', items: item },
    meta: object({ has_more: flag, after_cursor: orNull(text), before_cursor: orNull(text) }),
    links: { type: 'object' },
    ...{ next_page: orNull(text), previous_page: orNull(text), count: integer },
  },
  required: [name],
});

const group = object({
  ...{ url: text, id: integer, is_public: flag, name: text, description: text, default: flag, deleted: flag },
  ...{ created_at: time, updated_at: time },
});
const brand = object(
  {
    ...{ url: text, id: integer, name: text, brand_url: text, subdomain: text, host_mapping: orNull(text) },
    ...{ has_help_center: flag, help_center_state: { type: 'string', enum: ['enabled', 'disabled', 'restricted'] } },
    ...{ active: flag, default: flag, is_deleted: flag, logo: orNull({ type: 'object' }) },
    ...{
      ticket_form_ids: { type: 'array', items: integer },
      signature_template: text,
      created_at: time,
      updated_at: time,
    },
  },
  ['name', 'subdomain'],
);
const membership: Node = {
  ...{ type: 'object', properties: { id: integer, user_id: integer, organization_id: integer, default: orNull(flag) } },
  required: ['id', 'user_id', 'organization_id'],
};
const brandAgent: Node = {
  ...{ type: 'object', properties: { url: text, id: text, brand_id: integer, user_id: integer } },
  required: ['id', 'brand_id', 'user_id'],
};
const sideloaded = {
  ...{ type: 'object', properties: { id: integer, name: text, is_public: flag }, required: ['id'] },
};
/** Any ticket's own fields; `metric_set` and `slas` come with it where they are asked for. */
const ticketPage: Node = {
  type: 'object',
  properties: {
    tickets: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          ...{ id: integer, subject: text, status: text, updated_at: time, tags: { type: 'array', items: text } },
          ...{ priority: orNull(text), assignee_id: orNull(integer), group_id: orNull(integer), brand_id: integer },
          satisfaction_rating: orNull({ type: 'object', properties: { score: text }, required: ['score'] }),
          metric_set: { type: 'object', properties: { solved_at: orNull(time) } },
          slas: { type: 'object', properties: { policy_metrics: { type: 'array', items: { type: 'object' } } } },
        },
        required: ['id', 'status', 'updated_at'],
      },
    },
    ...{ users: { type: 'array', items: sideloaded }, groups: { type: 'array', items: sideloaded } },
    meta: object({ has_more: flag, after_cursor: orNull(text), before_cursor: orNull(text) }),
    links: { type: 'object' },
  },
  required: ['tickets', 'meta'],
};
const sorted = [...pages, query('sort'), query('include')];
const subscriptions = { type: 'array', items: text };
const webhook = object(
  {
    ...{ id: text, name: text, description: text, endpoint: text, subscriptions, created_at: time, updated_at: time },
    ...{ created_by: text, updated_by: text, status: { type: 'string', enum: ['active', 'inactive'] } },
    http_method: { type: 'string', enum: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] },
    request_format: { type: 'string', enum: ['json', 'xml', 'form_encoded'] },
    ...{ signing_secret: { type: 'object' }, authentication: { type: 'object' }, custom_headers: { type: 'object' } },
    external_source: { type: 'object' },
  },
  ['name', 'endpoint', 'http_method', 'request_format', 'status'],
);
const secret = object({ signing_secret: object({ algorithm: text, secret: text }) });
const tags = object({ tags: { type: 'array', items: text } });

const job: Node = {
  ...{ type: 'object', required: ['id', 'status'] },
  properties: {
    ...{ id: text, url: text, job_type: text, total: orNull(integer), progress: orNull(integer) },
    status: { type: 'string', enum: ['queued', 'working', 'failed', 'completed', 'killed'] },
    ...{ message: orNull(text), results: orNull({ type: 'array', items: { type: 'object' } }) },
  },
};

/**
 * What our copy of the vendor's description leaves out and the product uses, as the public reference has it:
 * developer.zendesk.com, Groups, Users (counts), Brands, Tickets (lists and side-loading), Tags, Webhooks (read in November 2026).
 */
export const zendeskSupplement: Node = {
  openapi: '3.0.0',
  paths: {
    '/api/v2/groups': { get: { parameters: pages, ...answers(list('groups', group)) } },
    '/api/v2/groups/{group_id}/users/count': {
      get: {
        parameters: [inPath('group_id', integer)],
        ...answers(object({ count: object({ value: integer, refreshed_at: orNull(time) }) })),
      },
    },
    '/api/v2/users/{user_id}/groups': {
      get: { parameters: [inPath('user_id', integer), ...pages], ...answers(list('groups', group)) },
    },
    '/api/v2/users/{user_id}/organization_memberships': {
      get: {
        parameters: [inPath('user_id', integer), ...pages],
        ...answers(list('organization_memberships', membership)),
      },
    },
    '/api/v2/users/{user_id}/brand_agents': {
      get: { parameters: [inPath('user_id', integer), ...pages], ...answers(list('brand_agents', brandAgent)) },
    },
    '/api/v2/organizations/{organization_id}/tickets': {
      get: { parameters: [inPath('organization_id', integer), ...sorted], ...answers(ticketPage) },
    },
    '/api/v2/users/{user_id}/tickets/requested': {
      get: { parameters: [inPath('user_id', integer), ...sorted], ...answers(ticketPage) },
    },
    '/api/v2/brands': { get: { parameters: pages, ...answers(list('brands', brand)) } },
    '/api/v2/tickets/{ticket_id}/tags': {
      put: { parameters: [inPath('ticket_id', integer)], requestBody: json(tags), ...answers(tags) },
    },
    '/api/v2/tickets/update_many': {
      put: {
        parameters: [query('ids')],
        requestBody: json(object({ ticket: object({ additional_tags: { type: 'array', items: text } }) })),
        ...answers(object({ job_status: job })),
      },
    },
    '/api/v2/webhooks': {
      get: { parameters: [query('filter[name_contains]'), ...pages], ...answers(list('webhooks', webhook)) },
      post: { requestBody: json(object({ webhook })), ...answers(object({ webhook }), '201') },
    },
    '/api/v2/webhooks/{webhook_id}/signing_secret': {
      get: { parameters: [inPath('webhook_id', text)], ...answers(secret) },
      post: { parameters: [inPath('webhook_id', text)], ...answers(secret) },
    },
    '/api/v2/webhooks/test': {
      post: {
        parameters: [query('webhook_id')],
        requestBody: json(object({ request: { type: 'object' } })),
        ...answers(
          object({
            response: object({ status: integer, payload: text, headers: { type: 'array', items: { type: 'object' } } }),
          }),
        ),
      },
    },
  },
};
