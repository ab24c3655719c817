import type { Request } from 'express';
import { z } from 'zod';
import { type Answer, ok } from './answer.ts';
import type { Route } from './vendor.ts';
import type { Directory } from './zendesk-directory.ts';
import { invalid, notFound } from './zendesk-errors.ts';
import { unwritten } from './zendesk-errors-of-writes.ts';
import { withIdentity, withPrimary } from './zendesk-identities.ts';
import { zendeskTime } from './zendesk-objects.ts';
import { pageOf } from './zendesk-page.ts';
import type { Identity, UserState } from './zendesk-user-state.ts';
import { sharedUser } from './zendesk-write-refused.ts';

const Body = z.object({
  identity: z.object({
    type: z.enum(['email', 'phone_number']),
    value: z.string(),
    primary: z.boolean().optional(),
    verified: z.boolean().optional(),
    skip_verify_email: z.boolean().optional(),
  }),
});

/** The addresses and direct numbers of users. */
export function identityRoutes(directory: Directory, origin: () => string): readonly Route[] {
  const shown = (userId: number) => (identity: Identity) => ({
    url: `${origin()}/api/v2/users/${userId}/identities/${identity.id}.json`,
    ...{ id: identity.id, user_id: userId, type: identity.type, value: identity.value },
    ...{ verified: identity.isVerified, primary: identity.isPrimary, undeliverable_count: 0 },
    ...{ deliverable_state: 'deliverable' },
    ...{ created_at: zendeskTime(identity.createdAtMs), updated_at: zendeskTime(identity.updatedAtMs) },
  });
  const of = (req: Request, act: (user: UserState) => Answer): Answer => {
    const user = directory.user(Number(req.params.id));
    if (!user?.isActive) return notFound();
    return req.method !== 'GET' && user.isShared ? unwritten(sharedUser()) : act(user);
  };
  const list = ({ id, identities }: UserState) => ok({ identities: identities.map(shown(id)) });

  const create = (req: Request, user: UserState): Answer => {
    const input = Body.safeParse(req.body);
    if (!input.success) return invalid();
    const after = withIdentity(directory, user, input.data.identity);
    if ('kind' in after) return unwritten(after);
    const saved = directory.saveUser(after);
    const made = saved.identities.at(-1);
    return made ? { status: 201, body: { identity: shown(user.id)(made) } } : notFound();
  };

  const promote = (req: Request, user: UserState): Answer => {
    const after = withPrimary(user, Number(req.params.identity), directory.clock.now());
    return after ? list(directory.saveUser(after)) : notFound();
  };

  const verify = (req: Request, user: UserState): Answer => {
    const found = user.identities.find(({ id }) => id === Number(req.params.identity));
    if (!found) return notFound();
    const verified = { ...found, isVerified: true, updatedAtMs: directory.clock.now() };
    directory.saveUser({ ...user, identities: user.identities.map((one) => (one === found ? verified : one)) });
    return ok({ identity: shown(user.id)(verified) });
  };

  const ALL = /^\/api\/v2\/users\/(?<id>\d+)\/identities(?:\.json)?$/;
  return [
    {
      method: 'get',
      path: ALL,
      handle: (req) => of(req, ({ id, identities }) => ok(pageOf(req, 'identities', identities, shown(id)))),
    },
    { method: 'post', path: ALL, handle: (req) => of(req, (user) => create(req, user)) },
    {
      method: 'put',
      path: /^\/api\/v2\/users\/(?<id>\d+)\/identities\/(?<identity>\d+)\/make_primary(?:\.json)?$/,
      handle: (req) => of(req, (user) => promote(req, user)),
    },
    {
      method: 'put',
      path: /^\/api\/v2\/users\/(?<id>\d+)\/identities\/(?<identity>\d+)\/verify(?:\.json)?$/,
      handle: (req) => of(req, (user) => verify(req, user)),
    },
  ];
}
