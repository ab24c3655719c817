import type { AuditRow } from '../audit/chain.ts';
import { type AuditKeys, rowOf } from '../audit/marks.ts';
import type { AuditEntry, AuditTrail } from '../audit/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { addAt, addWithin, type Heads } from './audit-rows.ts';
import type { Database } from './database.ts';
import { createGather } from './gather.ts';

/** A change and the row that says so, in one transaction. */
export type Audited = <T>(
  entry: AuditEntry | undefined,
  change: (tx: Database) => Promise<T>,
  /** Whether anything was changed; without it, always. */
  isDone?: (answer: T) => boolean,
) => Promise<T>;

export interface StoredAuditTrail extends AuditTrail {
  readonly audited: Audited;
  /** When everything handed over so far is on record, or has failed. */
  flush(): Promise<void>;
}

export interface AuditTrailDeps {
  keysOf(tenant: TenantId): Promise<AuditKeys>;
  onTrouble(error: unknown): void;
}

/** Rows of one moment go in one statement, one after the other: the next gathers while one is written. */
const GATHERED = { withinMs: 1, atOnce: 1, most: 1000 };
const MAX_HEADS = 5000;

export function createAuditTrail(db: Database, { keysOf, onTrouble }: AuditTrailDeps): StoredAuditTrail {
  /** Where each chain ended when this process last added to it. Another may have, since. */
  const heads = new Map<string, { seq: number; hash: string }>();
  const underWay = new Set<Promise<void>>();

  const remember = (ends: Heads) => {
    if (heads.size + ends.size > MAX_HEADS) heads.clear();
    for (const [tenant, end] of ends) heads.set(tenant, end);
  };
  async function add(rows: readonly AuditRow[]): Promise<readonly undefined[]> {
    const known = rows.filter(({ tenant }) => heads.has(tenant));
    const ends = known.length > 0 ? await addAt(db, heads, known) : new Map<string, never>();
    remember(ends);
    const left = rows.filter(({ tenant }) => !ends.has(tenant));
    if (left.length > 0) remember(await db.transaction().execute((tx) => addWithin(tx, left)));
    return [];
  }
  const put = createGather<AuditRow, undefined>(add, GATHERED);

  async function write(entry: AuditEntry): Promise<void> {
    await put(rowOf(await keysOf(entry.tenant), entry));
  }
  const counted = (entry: AuditEntry): Promise<void> => {
    const written = write(entry);
    underWay.add(written);
    const over = () => void underWay.delete(written);
    written.then(over, over);
    return written;
  };

  return {
    write: counted,
    record: (entry) => void counted(entry).catch(onTrouble),
    async audited(entry, change, isDone = () => true) {
      if (!entry) return db.transaction().execute(change);
      // Before the transaction: what holds the one connection of an embedded database must ask it for nothing else.
      const row = rowOf(await keysOf(entry.tenant), entry);
      let ends: Heads = new Map();
      const answer = await db.transaction().execute(async (tx) => {
        const made = await change(tx);
        if (isDone(made)) ends = await addWithin(tx, [row]);
        return made;
      });
      remember(ends);
      return answer;
    },
    async flush() {
      await Promise.allSettled([...underWay]);
    },
  };
}
