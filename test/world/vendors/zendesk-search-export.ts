import type { Request } from 'express';
import { type Answer, ok } from './answer.ts';
import type { Route } from './vendor.ts';
import { forbidden, refusal } from './zendesk-errors.ts';
import { organizationObject, userObject } from './zendesk-objects.ts';
import { searchedOrganization } from './zendesk-organization-routes.ts';
import type { People } from './zendesk-people.ts';
import { matching } from './zendesk-search-terms.ts';
import { searched } from './zendesk-user-routes.ts';

const LARGEST = 1000;
const CURSOR_LIFE_MS = 3_600_000;

/** Search over everything of one type, in pages of up to a thousand, oldest first. A cursor is good for an hour. */
export function searchExportRoutes({ directory, isSearchClosed }: People, origin: () => string): readonly Route[] {
  const usersThat = (query: string) =>
    directory.userIds().flatMap((id) => {
      const user = directory.user(id);
      if (!user?.isActive || !matching(query, searched(user))) return [];
      return [
        {
          at: user.createdAtMs,
          id,
          show: () => ({ ...userObject(user, directory.fields.users, origin()), result_type: 'user' }),
        },
      ];
    });
  const organizationsThat = (query: string) =>
    directory.organizationIds().flatMap((id) => {
      const one = directory.organization(id);
      if (!one?.isActive || !matching(query, searchedOrganization(one))) return [];
      const { organizations } = directory.fields;
      return [
        {
          at: one.createdAtMs,
          id,
          show: () => ({ ...organizationObject(one, organizations, origin()), result_type: 'organization' }),
        },
      ];
    });

  const handle = (req: Request): Answer => {
    if (isSearchClosed) return forbidden();
    const type = req.query['filter[type]'];
    if (type !== 'user' && type !== 'organization') return refusal(422, 'InvalidValue', 'filter[type] is missing');
    const cursor = readCursor(req.query['page[after]']);
    if (cursor && directory.clock.now() - cursor.madeAtMs > CURSOR_LIFE_MS) {
      return refusal(400, 'InvalidCursor', 'The cursor has expired');
    }
    const query = String(req.query.query ?? '');
    const all = (type === 'user' ? usersThat(query) : organizationsThat(query)).sort(
      (a, b) => a.at - b.at || a.id - b.id,
    );
    const left = cursor ? all.filter(({ at, id }) => at > cursor.at || (at === cursor.at && id > cursor.id)) : all;
    const page = left.slice(0, Math.min(Number(req.query['page[size]']) || 100, LARGEST));
    const last = page.at(-1);
    const after = last ? writeCursor({ madeAtMs: directory.clock.now(), at: last.at, id: last.id }) : null;
    return ok({
      results: page.map(({ show }) => show()),
      facets: null,
      meta: { has_more: page.length < left.length, after_cursor: after, before_cursor: null },
      links: { prev: null, next: null },
    });
  };
  return [{ method: 'get', path: /^\/api\/v2\/search\/export(?:\.json)?$/, handle }];
}

interface Cursor {
  readonly madeAtMs: number;
  readonly at: number;
  readonly id: number;
}
const writeCursor = ({ madeAtMs, at, id }: Cursor) => Buffer.from(`${madeAtMs}/${at}/${id}`).toString('base64');

function readCursor(text: unknown): Cursor | undefined {
  if (typeof text !== 'string') return undefined;
  const [madeAtMs = 0, at = 0, id = 0] = Buffer.from(text, 'base64').toString().split('/').map(Number);
  return { madeAtMs, at, id };
}
