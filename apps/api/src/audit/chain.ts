import { hash } from 'node:crypto';

/** An entry as it is kept: customers as marks. */
export interface AuditRow {
  readonly tenant: string;
  readonly atMs: number;
  readonly requestId: string;
  readonly actorId: string;
  readonly role: string;
  readonly action: string;
  readonly ticketId: string | null;
  readonly subject: string | null;
  readonly account: string | null;
  readonly about: string | null;
  readonly count: number;
}

/** Where a tenant's chain ends: the number and the hash of its last row. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

export interface ChainedRow extends AuditRow, ChainHead {}

const FORM = 1;
/** What the first row of a chain follows. */
export const EMPTY: ChainHead = { seq: 0, hash: '0'.repeat(64) };

/** One text for one row, whoever makes it: a list in a fixed order, so that no name can move. */
const canonical = (row: AuditRow, seq: number): string =>
  JSON.stringify([
    ...[FORM, row.tenant, seq, row.atMs, row.requestId, row.actorId, row.role, row.action],
    ...[row.ticketId, row.subject, row.account, row.about, row.count],
  ]);

/** SHA-256 over the hash before it and the row, as hex. */
export const hashOf = (previous: string, row: AuditRow, seq: number): string =>
  hash('sha256', previous + canonical(row, seq), 'hex');

/** The rows of one tenant as they follow `head`, in the order given. */
export function chain(head: ChainHead, rows: readonly AuditRow[]): readonly ChainedRow[] {
  let { seq, hash: previous } = head;
  return rows.map((row) => {
    seq += 1;
    previous = hashOf(previous, row, seq);
    return { ...row, seq, hash: previous };
  });
}
