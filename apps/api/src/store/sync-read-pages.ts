import { sql } from 'kysely';
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

/** Between our clock and the database's. */
const MAX_CLOCK_GAP_MS = 10_000;

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
      // Somebody who was erased since then may be on it.
      await sql`insert into sync_read_pages (tenant, object, run, side, place, page, read_at)
        select ${tenant}, ${object}, ${run}, ${side}, ${place}, ${kept.page}, ${kept.read_at}::timestamptz
        where not exists (select 1 from sync_erasures e where e.tenant = ${tenant} and e.object = ${object}
          and e.erased_at >= ${new Date(snapshotMs - MAX_CLOCK_GAP_MS)}::timestamptz)
        on conflict (tenant, run, side, place) do update set page = excluded.page, read_at = excluded.read_at`.execute(
        db,
      );
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
