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
  const { fields } = directory;
  const users = createKind(directory.userIds, directory.user, (user) => ({
    isFound: (query) => user.isActive && matching(query, searched(user)),
    show: () => ({ ...userObject(user, fields.users, origin()), result_type: 'user' }),
  }));
  const organizations = createKind(directory.organizationIds, directory.organization, (one) => ({
    isFound: (query) => one.isActive && matching(query, searchedOrganization(one)),
    show: () => ({ ...organizationObject(one, fields.organizations, origin()), result_type: 'organization' }),
  }));

  const handle = (req: Request): Answer => {
    if (isSearchClosed) return forbidden();
    const type = req.query['filter[type]'];
    if (type !== 'user' && type !== 'organization') return refusal(422, 'InvalidValue', 'filter[type] is missing');
    const cursor = readCursor(req.query['page[after]']);
    if (cursor && directory.clock.now() - cursor.madeAtMs > CURSOR_LIFE_MS) {
      return refusal(400, 'InvalidCursor', 'The cursor has expired');
    }
    const query = String(req.query.query ?? '');
    const most = Math.min(Number(req.query['page[size]']) || 100, LARGEST);
    const found = (type === 'user' ? users : organizations)(query, cursor, most + 1);
    const page = found.slice(0, most);
    const last = page.at(-1);
    const after = last ? writeCursor({ madeAtMs: directory.clock.now(), at: last.at, id: last.id }) : null;
    return ok({
      results: page.map(({ show }) => show()),
      facets: null,
      meta: { has_more: page.length < found.length, after_cursor: after, before_cursor: null },
      links: { prev: null, next: null },
    });
  };
  return [{ method: 'get', path: /^\/api\/v2\/search\/export(?:\.json)?$/, handle }];
}

interface Searched {
  isFound(query: string): boolean;
  show(): unknown;
}
interface Place {
  readonly at: number;
  readonly id: number;
}

/** Those of one kind behind the cursor, oldest first. Put in order once as long as there are as many. */
function createKind<T extends { readonly createdAtMs: number }>(
  idsOf: () => readonly number[],
  get: (id: number) => T | undefined,
  as: (one: T) => Searched,
) {
  let ordered: readonly Place[] = [];
  return (query: string, cursor: Cursor | undefined, most: number): (Place & Pick<Searched, 'show'>)[] => {
    const ids = idsOf();
    if (ids.length !== ordered.length) {
      ordered = ids.map((id) => ({ id, at: get(id)?.createdAtMs ?? 0 })).sort((a, b) => a.at - b.at || a.id - b.id);
    }
    const found: (Place & Pick<Searched, 'show'>)[] = [];
    for (const place of ordered) {
      if (found.length === most) break;
      if (cursor && (place.at < cursor.at || (place.at === cursor.at && place.id <= cursor.id))) continue;
      const one = get(place.id);
      const searched = one && as(one);
      if (searched?.isFound(query)) found.push({ ...place, show: searched.show });
    }
    return found;
  };
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
