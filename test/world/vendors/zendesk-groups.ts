import type { Request } from 'express';
import type { Company } from '../company/company.ts';
import { groups, type HelpdeskGroup } from '../company/staff.ts';
import { type Answer, ok } from './answer.ts';
import type { VendorSpec } from './vendor.ts';
import { groupObject } from './zendesk-objects.ts';
import { pageOf } from './zendesk-page.ts';

/** Who works in which group. With `page[size]` in pages by cursor, without it as one list with a count. */
export function groupRoutes(company: Company, origin: () => string, notFound: () => Answer): VendorSpec['routes'] {
  const answer = (req: Request, found: readonly HelpdeskGroup[]): Answer => {
    const shown = found.map((group) => groupObject(group, company.clock.day(-1000), origin()));
    return ok(pageOf(req, 'groups', shown));
  };
  return [
    { method: 'get', path: /^\/api\/v2\/groups(?:\.json)?$/, handle: (req) => answer(req, groups) },
    {
      method: 'get',
      path: /^\/api\/v2\/groups\/(?<id>\d+)\/users\/count(?:\.json)?$/,
      handle(req) {
        const found = groups.find(({ id }) => id === Number(req.params.id));
        if (!found) return notFound();
        return ok({
          count: { value: found.members.length, refreshed_at: new Date(company.clock.day(0)).toISOString() },
        });
      },
    },
    {
      method: 'get',
      path: /^\/api\/v2\/users\/(?<id>\d+)\/groups(?:\.json)?$/,
      handle(req) {
        const id = Number(req.params.id);
        if (!company.user(id)) return notFound();
        return answer(
          req,
          groups.filter(({ members }) => members.includes(id)),
        );
      },
    },
  ];
}
