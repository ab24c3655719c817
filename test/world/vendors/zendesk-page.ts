import type { Request } from 'express';

const LARGEST_PAGE = 100;

/** A list: with `page[size]` in pages by cursor, without it as one with a count. `show`: how each of the page is shown. */
export function pageOf<T>(
  req: Request,
  name: string,
  found: readonly T[],
  show: (one: T) => unknown = (one) => one,
  largest = LARGEST_PAGE,
) {
  const asked = Number(req.query['page[size]']);
  if (!(asked > 0)) {
    const perPage = Math.min(Number(req.query.per_page) || largest, largest);
    return { [name]: found.slice(0, perPage).map(show), next_page: null, previous_page: null, count: found.length };
  }
  const size = Math.min(asked, largest);
  const from = Number(Buffer.from(String(req.query['page[after]'] ?? ''), 'base64').toString() || 0);
  const until = Math.min(from + size, found.length);
  const cursor = (at: number) => Buffer.from(String(at)).toString('base64');
  return {
    [name]: found.slice(from, until).map(show),
    meta: { has_more: until < found.length, after_cursor: cursor(until), before_cursor: cursor(from) },
    links: { prev: null, next: null },
  };
}
