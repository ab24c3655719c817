import { z } from 'zod';
import type { KeptPage, ReadPages } from '../sync/read-pages.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';

const Record = z.object({
  ...{ id: z.string(), versionMs: z.number(), unreadable: z.array(z.string()) },
  values: z.record(z.string(), z.union([z.null(), z.string(), z.array(z.string())])),
  absorbed: z.array(z.string()).exactOptional(),
  ...{ isDeleted: z.boolean().exactOptional(), isProtected: z.boolean().exactOptional() },
});
const Page = z.object({
  records: z.array(Record),
  next: z.string().exactOptional(),
}) satisfies z.ZodType<KeptPage['page']>;

export interface RunPages extends ReadPages {
  /** What was read before is good no more. */
  forgetOlder(thanMs: number): Promise<void>;
}

/** What one comparison has read so far, page by page. */
export function createRunPages(db: Database, tenant: TenantId, object: string, run: string): RunPages {
  const own = { tenant, run };
  return {
    async places(side) {
      const rows = await db
        .selectFrom('sync_read_pages')
        .select('place')
        .where((eb) => eb.and({ ...own, side }))
        .execute();
      return new Set(rows.map(({ place }) => place));
    },
    async page(side, place) {
      const row = await db
        .selectFrom('sync_read_pages')
        .select(['page', 'read_at'])
        .where((eb) => eb.and({ ...own, side, place }))
        .executeTakeFirst();
      // Damaged, or forgotten meanwhile: it is read again.
      if (!row) return undefined;
      const page = Page.safeParse(parsed(row.page));
      return page.success ? { page: page.data, snapshotMs: row.read_at.getTime() } : undefined;
    },
    async keep(side, place, { page, snapshotMs }) {
      const kept = { page: JSON.stringify(page), read_at: new Date(snapshotMs) };
      await db
        .insertInto('sync_read_pages')
        .values({ ...own, object, side, place, ...kept })
        .onConflict((conflict) => conflict.columns(['tenant', 'run', 'side', 'place']).doUpdateSet(kept))
        .execute();
    },
    async forgetOlder(thanMs) {
      await db
        .deleteFrom('sync_read_pages')
        .where((eb) => eb.and(own))
        .where('read_at', '<', new Date(thanMs))
        .execute();
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
