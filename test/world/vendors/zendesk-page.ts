import type { Request } from 'express';

const LARGEST_PAGE = 100;

/** A list: with `page[size]` in pages by cursor, without it as one with a count. */
export function pageOf(req: Request, name: string, found: readonly unknown[]) {
  const asked = Number(req.query['page[size]']);
  if (!(asked > 0)) {
    const perPage = Math.min(Number(req.query.per_page) || LARGEST_PAGE, LARGEST_PAGE);
    return { [name]: found.slice(0, perPage), next_page: null, previous_page: null, count: found.length };
  }
  const size = Math.min(asked, LARGEST_PAGE);
  const from = Number(Buffer.from(String(req.query['page[after]'] ?? ''), 'base64').toString() || 0);
  const until = Math.min(from + size, found.length);
  const cursor = (at: number) => Buffer.from(String(at)).toString('base64');
  return {
    [name]: found.slice(from, until),
    meta: { has_more: until < found.length, after_cursor: cursor(until), before_cursor: cursor(from) },
    links: { prev: null, next: null },
  };
}
