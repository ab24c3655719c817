import type { Request } from 'express';
import { z } from 'zod';
import { type Answer, ok } from './answer.ts';
import type { Route } from './vendor.ts';
import { itemsOf, perhapsLost, updateMany } from './zendesk-bulk.ts';
import type { Directory } from './zendesk-directory.ts';
import { invalid, notFound } from './zendesk-errors.ts';
import { unwritten } from './zendesk-errors-of-writes.ts';
import { organizationObject } from './zendesk-objects.ts';
import { OrganizationInput } from './zendesk-organization-input.ts';
import type { OrganizationState } from './zendesk-organization-state.ts';
import { pageOf } from './zendesk-page.ts';
import type { Written } from './zendesk-record-writes.ts';
import type { RecordRoutesDeps } from './zendesk-user-routes.ts';

const Body = z.object({ organization: OrganizationInput });

/** Listing, finding and writing organisations. */
export function organizationRoutes({ directory, writes, bulk, origin }: RecordRoutesDeps): readonly Route[] {
  const shown = (one: OrganizationState) => organizationObject(one, directory.fields.organizations, origin());
  const known = (ids: readonly number[]) =>
    ids.flatMap((id) => {
      const found = directory.organization(id);
      return found?.isActive ? [found] : [];
    });
  const end = (written: Written<OrganizationState>, isMade = false): Answer =>
    written.kind === 'saved'
      ? { status: written.isNew || isMade ? 201 : 200, body: { organization: shown(written.record) } }
      : unwritten(written);
  const one = (req: Request, write: (input: OrganizationInput) => Written<OrganizationState>): Answer => {
    const input = Body.safeParse(req.body);
    return input.success ? end(write(input.data.organization)) : invalid();
  };
  const list = (found: readonly OrganizationState[]) =>
    ok({ organizations: found.map(shown), next_page: null, previous_page: null, count: found.length });

  return [
    {
      method: 'get',
      path: /^\/api\/v2\/organizations(?:\.json)?$/,
      handle: (req) => {
        const ids = directory.organizationIds().filter((id) => directory.organization(id)?.isActive);
        return ok(pageOf(req, 'organizations', ids, (id) => known([id]).map(shown)[0]));
      },
    },
    {
      method: 'get',
      path: /^\/api\/v2\/organizations\/show_many(?:\.json)?$/,
      handle: (req) => {
        const ids = String(req.query.ids ?? '')
          .split(',')
          .filter(Boolean)
          .map(Number);
        const external = String(req.query.external_ids ?? '')
          .split(',')
          .filter(Boolean);
        return list([...known(ids), ...external.flatMap((id) => directory.organizationByExternalId(id) ?? [])]);
      },
    },
    {
      method: 'get',
      path: /^\/api\/v2\/organizations\/search(?:\.json)?$/,
      handle: (req) => {
        const { name, external_id } = req.query;
        if (typeof name === 'string') return list([directory.organizationByName(name) ?? []].flat());
        return list([directory.organizationByExternalId(String(external_id)) ?? []].flat());
      },
    },
    {
      method: 'post',
      path: /^\/api\/v2\/organizations\/create_or_update(?:\.json)?$/,
      handle: (req) => perhapsLost(bulk, one(req, writes.upsertOrganization)),
    },
    {
      method: 'put',
      path: /^\/api\/v2\/organizations\/update_many(?:\.json)?$/,
      handle: (req) => {
        const items = itemsOf(req, 'organizations', OrganizationInput);
        if (!items) return invalid();
        const work = { bulk, type: 'Bulk Update Organization', origin: origin(), items };
        return updateMany(work, (id, item) => writes.updateOrganization(id, item));
      },
    },
    {
      method: 'put',
      path: /^\/api\/v2\/organizations\/(?<id>\d+)(?:\.json)?$/,
      handle: (req) => one(req, (input) => writes.updateOrganization(Number(req.params.id), input)),
    },
    {
      method: 'post',
      path: /^\/api\/v2\/organizations\/(?<id>\d+)\/merge(?:\.json)?$/,
      handle: (req) => {
        const body = z.object({ organization_merge: z.object({ winner_id: z.int() }) }).safeParse(req.body);
        if (!body.success) return invalid();
        const [loser, winner] = [Number(req.params.id), body.data.organization_merge.winner_id];
        if (!mergeOrganizations(directory, loser, winner)) return notFound();
        const merge = { id: `merge-${loser}`, loser_id: loser, winner_id: winner, status: 'new' };
        return ok({ organization_merge: { ...merge, url: `${origin()}/api/v2/organization_merges/${merge.id}` } });
      },
    },
  ];
}

export const searchedOrganization = (one: OrganizationState): Readonly<Record<string, unknown>> => ({
  ...one.fields,
  ...{ type: 'organization', name: one.name, external_id: one.externalId, domain_names: one.domains },
});

/** Done soon after it was answered. The loser's users are the winner's; its fields are not carried over. */
export function mergeOrganizations(directory: Directory, loserId: number, winnerId: number): boolean {
  const loser = directory.organization(loserId);
  if (!loser?.isActive || !directory.organization(winnerId)?.isActive) return false;
  setImmediate(() => {
    for (const id of directory.userIds()) {
      const user = directory.user(id);
      if (!user?.memberships.some(({ organizationId }) => organizationId === loserId)) continue;
      const hasWinner = user.memberships.some(({ organizationId }) => organizationId === winnerId);
      const others = user.memberships.filter(({ organizationId }) => organizationId !== loserId || !hasWinner);
      const memberships = others.map((one) =>
        one.organizationId === loserId ? { ...one, organizationId: winnerId } : one,
      );
      directory.saveUser({ ...user, memberships });
    }
    directory.saveOrganization({ ...loser, isActive: false, mergedInto: winnerId });
  });
  return true;
}
