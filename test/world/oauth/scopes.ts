const RESOURCES = ['tickets', 'users', 'organizations', 'groups', 'brands', 'webhooks', 'apps', 'search'];

/** What an app may ask for: everything, or one kind of record. */
const KNOWN = new Set([
  'read',
  'write',
  'impersonate',
  ...RESOURCES.flatMap((name) => [`${name}:read`, `${name}:write`]),
]);

/** The scopes of a request, in order and without doubles; undefined when one of them is unknown, or there is none. */
export function parseScopes(text: string): readonly string[] | undefined {
  const scopes = [...new Set(text.split(/\s+/).filter(Boolean))];
  return scopes.length > 0 && scopes.every((scope) => KNOWN.has(scope)) ? scopes : undefined;
}

/** The scopes of which one is needed to call this; none where any token will do. */
export function scopesFor(method: string, path: string): readonly string[] {
  const [, resource = ''] = /^\/api\/v2\/([a-z_]+)/.exec(path) ?? [];
  if (resource === 'oauth') return [];
  const does = method === 'GET' || method === 'HEAD' ? 'read' : 'write';
  // Whoever's they are, they are tickets.
  if (/\/tickets(\/requested)?$/.test(path)) return [does, `tickets:${does}`];
  // Not documented: whose organisation somebody is in is a matter of both.
  if (resource === 'organization_memberships') return [does, `users:${does}`, `organizations:${does}`];
  // Not documented either: which brands somebody works for is told to whoever may read brands.
  if (path.endsWith('/brand_agents')) return [does, `brands:${does}`];
  return RESOURCES.includes(resource) ? [does, `${resource}:${does}`] : [does];
}
