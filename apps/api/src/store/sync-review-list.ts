import { Instant } from '@sidelight/shared/instant.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Choice } from '../sync/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { StoredChoice } from './review-choices.ts';
import { itemOf, type OpenItem } from './sync-item.ts';

export interface ReviewFilter {
  readonly object?: string | undefined;
  readonly why?: string | undefined;
}
/** The last item of the page before. */
export const PageMark = z.tuple([z.boolean(), Instant, z.uuid()]);
export type PageMark = z.infer<typeof PageMark>;

/** An item that a person has decided: about to be done, or done. */
export interface DecidedItem {
  readonly item: OpenItem;
  readonly by: string;
  readonly choice: Choice;
  /** Absent until it is done. */
  readonly doneAt?: string;
  readonly isUndoing: boolean;
}

const row = ['i.id', 'i.object', 'i.record', 'i.field', 'i.why', 'i.blocks', 'i.left_value', 'i.right_value'] as const;

/** Items for a person, page by page. Reads only. */
export function createReviewList(db: Database) {
  const items = (tenant: TenantId) =>
    db
      .selectFrom('sync_reviews as i')
      .leftJoin('sync_records as r', (join) =>
        join.onRef('r.tenant', '=', 'i.tenant').onRef('r.object', '=', 'i.object').onRef('r.id', '=', 'i.record'),
      )
      .select([...row, 'i.opened_at', 'i.choice', 'r.left_id', 'r.right_id'])
      .where('i.tenant', '=', tenant);
  // As exact as a mark can say it.
  const opened = sql<Date>`date_trunc('milliseconds', i.opened_at at time zone 'UTC')`;
  const isCalm = sql<boolean>`(not i.blocks)`;
  return {
    /** Open and undecided. Those that block first, of them those that are due first. */
    async page(tenant: TenantId, { object, why }: ReviewFilter, after: PageMark | undefined, most: number) {
      let query = items(tenant).where('i.closed_at', 'is', null).where('i.choice', 'is', null);
      if (object !== undefined) query = query.where('i.object', '=', object);
      if (why !== undefined) query = query.where('i.why', '=', why);
      if (after) {
        const [blocks, at, id] = after;
        query = query.where(
          sql<boolean>`(${isCalm}, ${opened}, i.id) > (${!blocks}, ${new Date(at)}::timestamptz at time zone 'UTC', ${id})`,
        );
      }
      const rows = await query
        .orderBy(isCalm)
        .orderBy(opened)
        .orderBy('i.id')
        .limit(most + 1)
        .execute();
      const found = rows.slice(0, most).map(itemOf);
      const last = found.at(-1);
      const next: PageMark | undefined = rows.length > most && last ? [last.blocks, last.openedAt, last.id] : undefined;
      return { items: found, next };
    },
    /** What people decided since then, newest first: what is about to be done before all. */
    async decided(tenant: TenantId, since: Date, most: number): Promise<readonly DecidedItem[]> {
      const rows = await items(tenant)
        .select(['i.closed_at', 'i.undo_by'])
        .where('i.choice', 'is not', null)
        .where((eb) =>
          eb.or([
            eb('i.closed_at', 'is', null),
            eb.and([eb('i.closed_at', '>', since), eb('i.before', 'is not', null)]),
          ]),
        )
        .orderBy(sql`i.closed_at desc nulls first`)
        .orderBy('i.id')
        .limit(most)
        .execute();
      return rows.map(({ closed_at, undo_by, ...rest }) => ({
        ...{ item: itemOf(rest), ...StoredChoice.parse(rest.choice), isUndoing: undo_by !== null },
        ...(closed_at !== null && { doneAt: new Date(closed_at).toISOString() }),
      }));
    },
    /** Whatever became of them. */
    async byId(tenant: TenantId, ids: readonly string[]): Promise<readonly OpenItem[]> {
      if (ids.length === 0) return [];
      return (await items(tenant).where('i.id', 'in', ids).execute()).map(itemOf);
    },
  };
}
export type ReviewList = ReturnType<typeof createReviewList>;
