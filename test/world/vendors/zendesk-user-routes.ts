import type { Request } from 'express';
import { z } from 'zod';
import { type Answer, ok } from './answer.ts';
import type { Route } from './vendor.ts';
import { type Bulk, createMany, itemsOf, perhapsLost, updateMany } from './zendesk-bulk.ts';
import type { Directory } from './zendesk-directory.ts';
import { invalid, notFound } from './zendesk-errors.ts';
import { unwritten } from './zendesk-errors-of-writes.ts';
import { userObject } from './zendesk-objects.ts';
import { pageOf } from './zendesk-page.ts';
import type { RecordWrites, Written } from './zendesk-record-writes.ts';
import { matching } from './zendesk-search-terms.ts';
import { UserInput } from './zendesk-user-input.ts';
import type { UserState } from './zendesk-user-state.ts';

export interface RecordRoutesDeps {
  readonly directory: Directory;
  readonly writes: RecordWrites;
  readonly bulk: Bulk;
  origin(): string;
}

const Body = z.object({ user: UserInput });

/** Listing, finding and writing users. */
export function userRoutes({ directory, writes, bulk, origin }: RecordRoutesDeps): readonly Route[] {
  const shown = (user: UserState) => userObject(user, directory.fields.users, origin());
  const known = (ids: readonly number[]) =>
    ids.flatMap((id) => {
      const user = directory.user(id);
      return user?.isActive ? [user] : [];
    });
  const end = (written: Written<UserState>): Answer =>
    written.kind === 'saved'
      ? { status: written.isNew ? 201 : 200, body: { user: shown(written.record) } }
      : unwritten(written);
  const one = (req: Request, write: (input: UserInput) => Written<UserState>): Answer => {
    const input = Body.safeParse(req.body);
    return input.success ? end(write(input.data.user)) : invalid();
  };

  const showMany = (req: Request): Answer => {
    const ids = String(req.query.ids ?? '')
      .split(',')
      .filter(Boolean)
      .map(Number);
    const external = String(req.query.external_ids ?? '')
      .split(',')
      .filter(Boolean);
    const byExternal = external.flatMap((id) => directory.userByExternalId(id) ?? []);
    return ok({
      users: [...known(ids), ...byExternal].map(shown),
      next_page: null,
      previous_page: null,
      count: ids.length,
    });
  };

  const search = (req: Request): Answer => {
    const external = req.query.external_id;
    const found =
      typeof external === 'string'
        ? [directory.userByExternalId(external)].flatMap((user) => user ?? [])
        : known(directory.userIds()).filter((user) => matching(String(req.query.query ?? ''), searched(user)));
    return ok({ ...pageOf(req, 'users', found.map(shown)) });
  };

  const many = (req: Request, act: (items: readonly UserInput[]) => Answer): Answer => {
    const items = itemsOf(req, 'users', UserInput);
    return items ? act(items) : invalid();
  };

  return [
    {
      method: 'get',
      path: /^\/api\/v2\/users(?:\.json)?$/,
      handle: (req) => {
        const ids = directory.userIds().filter((id) => directory.user(id)?.isActive);
        return ok(pageOf(req, 'users', ids, (id) => known([id]).map(shown)[0]));
      },
    },
    { method: 'get', path: /^\/api\/v2\/users\/show_many(?:\.json)?$/, handle: showMany },
    { method: 'get', path: /^\/api\/v2\/users\/search(?:\.json)?$/, handle: search },
    {
      method: 'post',
      path: /^\/api\/v2\/users(?:\.json)?$/,
      handle: (req) => perhapsLost(bulk, one(req, writes.createUser)),
    },
    {
      method: 'post',
      path: /^\/api\/v2\/users\/create_many(?:\.json)?$/,
      handle: (req) =>
        many(req, (items) =>
          createMany({ bulk, type: 'Bulk Create User', origin: origin(), items }, writes.createUser),
        ),
    },
    {
      method: 'post',
      path: /^\/api\/v2\/users\/create_or_update(?:\.json)?$/,
      handle: (req) => one(req, writes.upsertUser),
    },
    {
      method: 'post',
      path: /^\/api\/v2\/users\/create_or_update_many(?:\.json)?$/,
      handle: (req) =>
        many(req, (items) =>
          createMany({ bulk, type: 'Bulk Create User', origin: origin(), items }, writes.upsertUser),
        ),
    },
    {
      method: 'put',
      path: /^\/api\/v2\/users\/update_many(?:\.json)?$/,
      handle: (req) =>
        many(req, (items) =>
          updateMany({ bulk, type: 'Bulk Update User', origin: origin(), items }, (id, item) =>
            writes.updateUser(id, item),
          ),
        ),
    },
    {
      method: 'put',
      path: /^\/api\/v2\/users\/(?<id>\d+)(?:\.json)?$/,
      handle: (req) => one(req, (input) => writes.updateUser(Number(req.params.id), input)),
    },
    {
      method: 'get',
      path: /^\/api\/v2\/users\/(?<id>\d+)\/compliance_deletion_statuses(?:\.json)?$/,
      handle: (req) => {
        const user = directory.user(Number(req.params.id));
        if (!user) return notFound();
        const { erasedAtMs } = user;
        const asked = { action: 'request_deletion', application: 'all', account_subdomain: 'acme', executer_id: 1 };
        const created_at = new Date(erasedAtMs ?? 0).toISOString();
        return ok({
          compliance_deletion_statuses: erasedAtMs === undefined ? [] : [{ ...asked, user_id: user.id, created_at }],
        });
      },
    },
    {
      method: 'put',
      path: /^\/api\/v2\/users\/(?<id>\d+)\/merge(?:\.json)?$/,
      handle: (req) => {
        const into = z.object({ user: z.object({ id: z.int() }) }).safeParse(req.body);
        const merged = into.success ? mergeUsers(directory, Number(req.params.id), into.data.user.id) : undefined;
        return merged ? ok({ user: shown(merged) }) : notFound();
      },
    },
  ];
}

/** All a search may ask of a user. */
export const searched = (user: UserState): Readonly<Record<string, unknown>> => ({
  ...user.fields,
  ...{ type: 'user', role: user.role, name: user.name, external_id: user.externalId },
  email: user.identities.filter(({ type }) => type === 'email').map(({ value }) => value),
  phone: [...user.identities.filter(({ type }) => type === 'phone_number').map(({ value }) => value), user.sharedPhone],
});

/** The loser goes; its addresses and organisations are the winner's. Of end users only. */
export function mergeUsers(directory: Directory, loserId: number, winnerId: number): UserState | undefined {
  const [loser, winner] = [directory.user(loserId), directory.user(winnerId)];
  if (!loser?.isActive || !winner?.isActive || loser.role !== 'end-user' || winner.role !== 'end-user')
    return undefined;
  directory.saveUser({ ...loser, identities: [], memberships: [], isActive: false, mergedInto: winner.id });
  const has = (organizationId: number) => winner.memberships.some((one) => one.organizationId === organizationId);
  return directory.saveUser({
    ...winner,
    identities: [...winner.identities, ...loser.identities.map((one) => ({ ...one, isPrimary: false }))],
    memberships: [
      ...winner.memberships,
      ...loser.memberships.filter((one) => !has(one.organizationId)).map((one) => ({ ...one, isDefault: false })),
    ],
  });
}
