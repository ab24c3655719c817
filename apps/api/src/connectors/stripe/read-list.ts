import { wrongFields } from '@sidelight/shared/failure/wrong-fields.ts';
import { z } from 'zod';
import type { Gaps } from '../port.ts';
import { UpstreamError } from '../upstream-error.ts';
import { WireList } from './wire.ts';

export const RawPage = WireList(z.unknown());
export type RawPage = z.infer<typeof RawPage>;

/** What was read of a list, each record once, and what of it is missing. */
export interface Listed<T> {
  readonly items: readonly T[];
  readonly gaps: Gaps;
}

/** The page after a record id; `undefined` is the first one. Null: there is nobody to list anything of. */
type FetchPage = (after: string | undefined) => Promise<RawPage | null>;

const WithId = z.object({ id: z.string() });

/**
 * Reads a list page by page, `mostPages` at most. A record that cannot be understood is left out and counted; where
 * none of them can, that is a bad answer. A page that brings nothing new ends it, whatever it says of more.
 */
export async function readList<T extends { readonly id: string }>(
  schema: z.ZodType<T>,
  fetchPage: FetchPage,
  mostPages: number,
): Promise<Listed<T> | null> {
  const found = new Map<string, T>();
  const seen = new Set<string>();
  let leftOut = 0;
  let firstError: z.ZodError | undefined;
  let isCutShort = false;
  let after: string | undefined;
  for (let pages = 1; ; pages += 1) {
    const page = await fetchPage(after);
    if (page === null) return null;
    let last: string | undefined;
    let hasNew = false;
    for (const raw of page.data) {
      const id = WithId.safeParse(raw).data?.id;
      last = id ?? last;
      const isNew = id === undefined || !seen.has(id);
      if (id !== undefined) seen.add(id);
      hasNew ||= isNew && id !== undefined;
      const parsed = schema.safeParse(raw);
      // Of a record that comes twice the later reading holds.
      if (parsed.success) found.set(parsed.data.id, parsed.data);
      else if (isNew) {
        leftOut += 1;
        firstError ??= parsed.error;
      }
    }
    isCutShort = page.has_more;
    if (!page.has_more || !hasNew || pages === mostPages) break;
    after = last;
  }
  if (found.size === 0 && firstError)
    throw new UpstreamError('bad_answer', undefined, { cause: wrongFields(firstError).join(', ') });
  return { items: [...found.values()], gaps: { isCutShort, leftOut } };
}
