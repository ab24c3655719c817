import type { Request } from 'express';
import type { Company } from '../company/company.ts';
import { groups, type HelpdeskGroup } from '../company/staff.ts';
import { type Answer, ok } from './answer.ts';
import type { VendorSpec } from './vendor.ts';
import { groupObject } from './zendesk-objects.ts';

const LARGEST_PAGE = 100;

/** Who works in which group. With `page[size]` in pages by cursor, without it as one list with a count. */
export function groupRoutes(company: Company, origin: () => string, notFound: () => Answer): VendorSpec['routes'] {
  const answer = (req: Request, found: readonly HelpdeskGroup[]): Answer => {
    const shown = found.map((group) => groupObject(group, company.clock.day(-1000), origin()));
    const asked = Number(req.query['page[size]']);
    if (!(asked > 0)) return ok({ groups: shown, next_page: null, previous_page: null, count: shown.length });
    const size = Math.min(asked, LARGEST_PAGE);
    const from = Number(Buffer.from(String(req.query['page[after]'] ?? ''), 'base64').toString() || 0);
    const until = Math.min(from + size, shown.length);
    const cursor = (at: number) => Buffer.from(String(at)).toString('base64');
    return ok({
      groups: shown.slice(from, until),
      meta: { has_more: until < shown.length, after_cursor: cursor(until), before_cursor: cursor(from) },
      links: { prev: null, next: null },
    });
  };
  return [
    { method: 'get', path: /^\/api\/v2\/groups(?:\.json)?$/, handle: (req) => answer(req, groups) },
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
