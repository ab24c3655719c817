import type { AuditRow } from '../audit/chain.ts';
import { type AuditKeys, rowOf } from '../audit/marks.ts';
import type { AuditEntry, AuditedChanges, AuditTrail } from '../audit/ports.ts';
import { createRepeats } from '../audit/repeats.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { AuditAside } from './audit-aside.ts';
import { addAt, addWithin, type Heads } from './audit-rows.ts';
import type { Database } from './database.ts';
import { createGather } from './gather.ts';
import { inTime } from './in-time.ts';
import { type Audited, Recorded } from './on-record.ts';
import { isRowFault } from './row-fault.ts';

export interface StoredAuditTrail extends AuditTrail, AuditedChanges {
  readonly audited: Audited;
  /** Takes in what waits beside the store; while it does not answer, again and again. */
  takeIn(): Promise<void>;
  /** When everything handed over so far is on record, or has failed. */
  flush(): Promise<void>;
  /** After that nothing is tried again: what waits beside the store is taken in at the next start. */
  close(): Promise<void>;
}

export interface AuditTrailDeps {
  keysOf(tenant: TenantId): Promise<AuditKeys>;
  readonly aside: AuditAside;
  onTrouble(error: unknown): void;
}

/** Rows of one moment go in one statement, one after the other: the next gathers while one is written. */
const GATHERED = { withinMs: 1, atOnce: 1, most: 1000 };
const MAX_HEADS = 5000;
/** An agent waits for it with a customer on the line; the vendors take as long. */
const PATIENCE_MS = 1000;
const AGAIN_MS = 2000;
const REPEATS_MS = 60_000;

export function createAuditTrail(db: Database, { keysOf, aside, onTrouble }: AuditTrailDeps): StoredAuditTrail {
  /** Where each chain ended when this process last added to it. Another may have, since. */
  const heads = new Map<string, { seq: number; hash: string }>();
  const underWay = new Set<Promise<void>>();
  /** The store did not take a row in time: until it has taken those beside it, nobody waits for it. */
  let isAway = false;
  let again: NodeJS.Timeout | undefined;

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
    const row = rowOf(await keysOf(entry.tenant), entry);
    if (isAway) return aside.append(row);
    try {
      await inTime(put(row), PATIENCE_MS);
    } catch (error) {
      if (isRowFault(error)) throw error;
      if (!isAway) onTrouble(error);
      isAway = true;
      again ??= setTimeout(() => void takeIn(), AGAIN_MS);
      await aside.append(row);
    }
  }
  async function takeIn(): Promise<void> {
    clearTimeout(again);
    again = undefined;
    try {
      await aside.takeIn(db);
      isAway = false;
      // What was on its way to the file when the store was back.
      await flush();
      await aside.takeIn(db);
    } catch (error) {
      onTrouble(error);
      again ??= setTimeout(() => void takeIn(), AGAIN_MS);
    }
  }
  async function flush(): Promise<void> {
    await Promise.allSettled([...underWay]);
  }
  const counted = (entry: AuditEntry): Promise<void> => {
    const written = write(entry);
    underWay.add(written);
    const over = () => void underWay.delete(written);
    written.then(over, over);
    return written;
  };

  const record = (entry: AuditEntry) => void counted(entry).catch(onTrouble);
  const repeats = createRepeats({ record, everyMs: REPEATS_MS });

  const audited: Audited = async (entry, change, isDone = () => true) => {
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
  };

  return {
    ...{ write: counted, record, tally: repeats.tally, audited },
    onRecord: (entry) => new Recorded(entry, { audited, write: counted }),
    takeIn,
    flush,
    async close() {
      repeats.end();
      await flush();
      clearTimeout(again);
    },
  };
}
