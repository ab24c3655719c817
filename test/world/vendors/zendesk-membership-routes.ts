import type { Request } from 'express';
import { z } from 'zod';
import { type Answer, ok } from './answer.ts';
import type { Route } from './vendor.ts';
import type { Directory } from './zendesk-directory.ts';
import { invalid, notFound } from './zendesk-errors.ts';
import { unwritten } from './zendesk-errors-of-writes.ts';
import { withDefault, withMembership } from './zendesk-memberships.ts';
import { zendeskTime } from './zendesk-objects.ts';
import { pageOf } from './zendesk-page.ts';
import type { Membership, UserState } from './zendesk-user-state.ts';

const Body = z.object({
  organization_membership: z.object({
    user_id: z.int(),
    organization_id: z.int(),
    default: z.boolean().nullable().optional(),
  }),
});

/** Which organisations users belong to, and which of them is meant when one is named. */
export function membershipRoutes(directory: Directory, origin: () => string): readonly Route[] {
  const shown = (user: UserState) => (one: Membership) => ({
    url: `${origin()}/api/v2/organization_memberships/${one.id}.json`,
    ...{ id: one.id, user_id: user.id, organization_id: one.organizationId, default: one.isDefault || null },
    organization_name: directory.organization(one.organizationId)?.name ?? '',
    ...{ view_tickets: false, created_at: zendeskTime(one.createdAtMs), updated_at: zendeskTime(one.createdAtMs) },
  });
  const list = (req: Request, user: UserState) =>
    ok(pageOf(req, 'organization_memberships', user.memberships, shown(user)));
  const of = (req: Request, act: (user: UserState) => Answer): Answer => {
    const user = directory.user(Number(req.params.id));
    return user?.isActive ? act(user) : notFound();
  };

  const create = (req: Request): Answer => {
    const input = Body.safeParse(req.body);
    if (!input.success) return invalid();
    const { user_id, organization_id, default: isDefault } = input.data.organization_membership;
    const user = directory.user(user_id);
    if (!user?.isActive) return notFound();
    const after = withMembership(directory, user, organization_id, isDefault === true);
    if ('kind' in after) return unwritten(after);
    const saved = directory.saveUser(after);
    const made = saved.memberships.at(-1);
    return made ? { status: 201, body: { organization_membership: shown(saved)(made) } } : notFound();
  };

  return [
    {
      method: 'get',
      path: /^\/api\/v2\/users\/(?<id>\d+)\/organization_memberships(?:\.json)?$/,
      handle: (req) => of(req, (user) => list(req, user)),
    },
    { method: 'post', path: /^\/api\/v2\/organization_memberships(?:\.json)?$/, handle: create },
    {
      method: 'put',
      path: /^\/api\/v2\/users\/(?<id>\d+)\/organization_memberships\/(?<one>\d+)\/make_default(?:\.json)?$/,
      handle: (req) =>
        of(req, (user) => {
          const after = withDefault(user, Number(req.params.one));
          return after ? list(req, directory.saveUser(after)) : notFound();
        }),
    },
  ];
}
