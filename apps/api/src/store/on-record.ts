import type { AuditEntry, OnRecord } from '../audit/ports.ts';
import type { Database } from './database.ts';

/** A change and the row that says so, in one transaction. */
export type Audited = <T>(
  entry: AuditEntry,
  change: (tx: Database) => Promise<T>,
  /** Whether anything was changed; without it, always. */
  isDone?: (answer: T) => boolean,
) => Promise<T>;

export interface RecordedDeps {
  readonly audited: Audited;
  /** Of the row alone. */
  write(entry: AuditEntry): Promise<void>;
}

export class Recorded implements OnRecord {
  readonly entry: AuditEntry;
  readonly #deps: RecordedDeps;
  #isWritten = false;

  constructor(entry: AuditEntry, deps: RecordedDeps) {
    this.entry = entry;
    this.#deps = deps;
  }

  async with<T>(change: (tx: Database) => Promise<T>, isDone: (answer: T) => boolean): Promise<T> {
    if (this.#isWritten) throw new Error('one row of the audit is for one transaction');
    let isMade = false;
    const answer = await this.#deps.audited(this.entry, change, (made) => {
      isMade = isDone(made);
      return isMade;
    });
    this.#isWritten = isMade;
    return answer;
  }

  async settle(): Promise<void> {
    if (this.#isWritten) return;
    await this.#deps.write(this.entry);
    this.#isWritten = true;
  }
}

/** Makes a change in one transaction: with the row of the person who makes it, where one does. */
export async function changeIn<T>(
  db: Database,
  record: OnRecord | undefined,
  change: (tx: Database) => Promise<T>,
  /** Whether anything was changed; without it, always. */
  isDone: (answer: T) => boolean = () => true,
): Promise<T> {
  if (record === undefined) return db.transaction().execute(change);
  // A row that this store cannot write must not be taken for written.
  if (!(record instanceof Recorded)) throw new TypeError('not a record of this store');
  return record.with(change, isDone);
}
