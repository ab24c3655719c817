import type { Request } from 'express';
import { type Answer, ok } from './answer.ts';
import type { Route } from './vendor.ts';
import type { Directory } from './zendesk-directory.ts';
import { refusal } from './zendesk-errors.ts';
import { organizationObject, userObject } from './zendesk-objects.ts';

const LARGEST = 1000;
const LAG_S = 60;

interface Stamped {
  readonly id: number;
  readonly updatedAtMs: number;
}
const secondOf = ({ updatedAtMs }: Stamped) => Math.floor(updatedAtMs / 1000);

/** Everything changed since a time, oldest first; what changed within the last minute is left out. Deleted ones too. */
export function incrementalRoutes(directory: Directory, origin: () => string): readonly Route[] {
  const sizeOf = (req: Request) => Math.min(Number(req.query.per_page) || LARGEST, LARGEST);
  const tooRecent = (startS: number) =>
    startS > directory.clock.now() / 1000 - LAG_S
      ? refusal(400, 'StartTimeTooRecent', 'Too recent start_time. Use a start_time older than 1 minute')
      : undefined;

  function since<T extends Stamped>(ids: readonly number[], get: (id: number) => T | undefined, startS: number): T[] {
    const untilS = directory.clock.now() / 1000 - LAG_S;
    return ids
      .flatMap((id) => get(id) ?? [])
      .filter((one) => secondOf(one) >= startS && secondOf(one) < untilS)
      .sort((a, b) => secondOf(a) - secondOf(b) || a.id - b.id);
  }

  const users = (req: Request): Answer => {
    const cursor = typeof req.query.cursor === 'string' ? readCursor(req.query.cursor) : undefined;
    if (req.query.cursor !== undefined && !cursor) return refusal(400, 'InvalidCursor', 'The cursor is not valid');
    const startS = cursor?.second ?? Number(req.query.start_time);
    if (!Number.isFinite(startS)) return refusal(400, 'InvalidValue', 'start_time is missing');
    const refused = cursor ? undefined : tooRecent(startS);
    if (refused) return refused;
    const all = since(directory.userIds(), directory.user, startS).filter(
      (one) => !cursor || secondOf(one) > cursor.second || one.id > cursor.id,
    );
    const page = all.slice(0, sizeOf(req));
    const last = page.at(-1);
    const after = last ? writeCursor(secondOf(last), last.id) : writeCursor(startS, cursor?.id ?? 0);
    return ok({
      users: page.map((one) => userObject(one, directory.fields.users, origin())),
      ...{ after_cursor: after, before_cursor: null, before_url: null },
      after_url: `${origin()}/api/v2/incremental/users/cursor.json?cursor=${encodeURIComponent(after)}`,
      end_of_stream: page.length === all.length,
    });
  };

  /** By time alone: a page is as long as it takes to hold all of its last second. */
  const organizations = (req: Request): Answer => {
    const startS = Number(req.query.start_time);
    if (!Number.isFinite(startS)) return refusal(400, 'InvalidValue', 'start_time is missing');
    const refused = tooRecent(startS);
    if (refused) return refused;
    const all = since(directory.organizationIds(), directory.organization, startS);
    const size = sizeOf(req);
    const edge = all[size - 1];
    const page = edge ? all.filter((one) => secondOf(one) <= secondOf(edge)) : all;
    const last = page.at(-1);
    const endS = last ? secondOf(last) : startS;
    const isEnd = page.length === all.length;
    return ok({
      organizations: page
        .filter(({ isActive }) => isActive)
        .map((one) => organizationObject(one, directory.fields.organizations, origin())),
      ...{ count: page.length, end_of_stream: isEnd, end_time: isEnd ? endS : endS + 1 },
      next_page: `${origin()}/api/v2/incremental/organizations.json?start_time=${isEnd ? endS : endS + 1}`,
    });
  };

  return [
    { method: 'get', path: /^\/api\/v2\/incremental\/users\/cursor(?:\.json)?$/, handle: users },
    { method: 'get', path: /^\/api\/v2\/incremental\/organizations(?:\.json)?$/, handle: organizations },
  ];
}

const writeCursor = (second: number, id: number) => Buffer.from(`${second}.0||${id}`).toString('base64');

function readCursor(text: string): { readonly second: number; readonly id: number } | undefined {
  const found = /^(\d+)\.0\|\|(\d+)$/.exec(Buffer.from(text, 'base64').toString());
  return found ? { second: Number(found[1]), id: Number(found[2]) } : undefined;
}
