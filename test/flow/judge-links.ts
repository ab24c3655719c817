import { openDatabase } from '@sidelight/api/store/database.ts';
import { chainFindings } from './chain-findings.ts';
import type { LinkBook } from './link-book.ts';

export interface LinksReport {
  /** Requesters whose link, or whose rejections, are not what was acknowledged. */
  readonly wrong: number;
  /** Acknowledged changes without a row in the audit. */
  readonly unrecorded: number;
  /** Requests with more than one row of a change, and requesters with more than one link. */
  readonly twice: number;
  readonly findings: number;
}

type On = { readonly url: string } | { readonly dataDir: string };

/** Compares what is there with what was acknowledged. */
export async function judgeLinks(database: On, book: LinkBook, say: (line: string) => void): Promise<LinksReport> {
  const { db, close } = await openDatabase(database);
  try {
    const links = await db.selectFrom('links').select(['requester_id', 'account_id', 'picked_by']).execute();
    const rejections = await db.selectFrom('link_rejections').select(['requester_id', 'account_id']).execute();
    const audit = await db
      .selectFrom('audit')
      .select(['request_id', 'action'])
      .where('action', 'in', ['link.picked', 'link.rejected'])
      .execute();
    let [wrong, twice] = [0, 0];
    for (const [requesterId, { picked, rejected, notRejected }] of book.expected()) {
      const own = links.filter((link) => link.requester_id === requesterId);
      if (own.length > 1) twice++;
      const there = own.find((link) => link.picked_by !== null)?.account_id ?? null;
      const out = new Set(rejections.filter((row) => row.requester_id === requesterId).map((row) => row.account_id));
      const isWrong = !picked.has(there) || !rejected.isSubsetOf(out) || !notRejected.isDisjointFrom(out);
      // What is rejected is not there as a match either.
      const isBack = own.some((link) => link.picked_by === null && rejected.has(link.account_id));
      if (!isWrong && !isBack) continue;
      wrong++;
      say(`requester ${requesterId}: ${there}, acknowledged ${[...picked]}; rejected ${[...out]}, of ${[...rejected]}`);
    }
    const times = new Map<string, number>();
    for (const { request_id, action } of audit) {
      const key = `${request_id} ${action}`;
      times.set(key, (times.get(key) ?? 0) + 1);
    }
    const unrecorded = [...book.rows()].filter(([id, action]) => !times.has(`${id} ${action}`)).length;
    twice += [...times.values()].filter((count) => count > 1).length;
    return { wrong, unrecorded, twice, findings: await chainFindings(db) };
  } finally {
    await close();
  }
}
