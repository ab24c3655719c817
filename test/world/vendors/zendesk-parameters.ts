import type { Request } from 'express';
import type { Answer } from './answer.ts';
import { badPage, unknownParameter } from './zendesk-errors.ts';

const LIST = ['page[size]', 'page[after]', 'page[before]', 'page', 'per_page', 'sort', 'sort_by', 'sort_order'];
const SIDELOADS: Readonly<Record<string, readonly string[]>> = {
  tickets: ['users', 'groups', 'organizations', 'brands', 'metric_sets', 'slas', 'dates', 'last_audits'],
  incremental: ['users', 'groups', 'organizations', 'metric_sets'],
  users: ['organizations', 'abilities', 'roles', 'identities', 'groups'],
};

/** What each endpoint takes in its address. The vendor ignores the rest; here it is refused, so that nobody relies on it. */
const endpoints: readonly (readonly [path: RegExp, names: readonly string[]])[] = [
  [/^\/api\/v2\/tickets\/\d+\/comments$/, [...LIST, 'include', 'include_inline_images']],
  [/^\/api\/v2\/(tickets|users)\/\d+$/, ['include']],
  [/^\/api\/v2\/(users|organizations|tickets)\/show_many$/, ['ids', 'external_ids', 'include']],
  [/^\/api\/v2\/users\/search$/, [...LIST, 'query', 'external_id', 'include']],
  [/^\/api\/v2\/organizations\/search$/, [...LIST, 'name', 'external_id']],
  [/^\/api\/v2\/(users|organizations|tickets)\/update_many$/, ['ids', 'external_ids']],
  [/^\/api\/v2\/(users|organizations|user_fields|organization_fields)$/, [...LIST, 'include', 'role', 'role[]']],
  [/^\/api\/v2\/(organizations\/\d+\/tickets|users\/\d+\/tickets\/requested)$/, [...LIST, 'include']],
  [/^\/api\/v2\/users\/\d+\/(identities|organization_memberships|brand_agents)$/, LIST],
  [/^\/api\/v2\/incremental\//, ['start_time', 'cursor', 'per_page', 'include']],
  [/^\/api\/v2\/search\/export$/, ['query', 'filter[type]', 'page[size]', 'page[after]']],
  [/^\/api\/v2\/(groups|users\/\d+\/groups|brands)$/, [...LIST, 'include']],
  [/^\/api\/v2\/webhooks$/, [...LIST, 'filter[name_contains]', 'filter[status]']],
  [/^\/api\/v2\/webhooks\/test$/, ['webhook_id']],
  [/^\/api\/v2\//, []],
];

/** What is wrong with the address of a request; undefined where nothing is. */
export function wrongParameter(req: Request): Answer | undefined {
  const path = req.path.replace(/\.json$/, '');
  const known = endpoints.find(([pattern]) => pattern.test(path))?.[1];
  const query = new URLSearchParams(req.originalUrl.split('?', 2)[1] ?? '');
  const unknown = known && [...query.keys()].find((name) => !known.includes(name));
  if (unknown !== undefined) return unknownParameter(unknown);
  const size = query.get('page[size]') ?? query.get('per_page');
  const largest = /^\/api\/v2\/(incremental|search)\//.test(path) ? 1000 : 100;
  if (size !== null && !(/^[1-9]\d*$/.test(size) && Number(size) <= largest)) {
    return badPage(`page[size] must be between 1 and ${largest}`);
  }
  if (query.has('page[size]') && query.has('page')) return badPage('page and page[size] cannot be used together');
  const [, , , first = ''] = path.split('/');
  const resource = /\/tickets(\/requested)?$/.test(path) ? 'tickets' : first;
  const strange = (query.get('include') ?? '')
    .split(',')
    .find((name) => name !== '' && !SIDELOADS[resource]?.includes(name));
  return strange === undefined ? undefined : unknownParameter(`include=${strange}`);
}
