import { type ChainedRow, type ChainHead, EMPTY, hashOf } from './chain.ts';

/** A head as it was signed; `isGenuine`: the signature is of this head, by the key that is trusted. */
export interface CheckedHead extends ChainHead {
  readonly isGenuine: boolean;
}

/**
 * `edited`: the row is not what was hashed, or not after the row it was hashed after. `missing`: rows between two others
 * are gone. `repeated`: a number comes twice, or out of order. `cut`: rows at the end are gone. `rewritten`: the chain
 * fits together, but not with the head that was signed. `forged`: a head that the key has not signed. `unsigned`: there
 * are rows beyond what is said to be the end.
 */
export type FindingKind = 'edited' | 'missing' | 'repeated' | 'cut' | 'rewritten' | 'forged' | 'unsigned';

export interface Finding {
  readonly kind: FindingKind;
  /** The row it is about; of several, the first. */
  readonly seq: number;
  readonly until?: number;
  /** When that row was written, where there is one. */
  readonly atMs?: number;
}

export interface Verdict {
  readonly rows: number;
  readonly last: ChainHead;
  readonly findings: readonly Finding[];
}

/** Beyond this many nobody reads on; the number of rows at fault is then a lower bound. */
const MOST_FINDINGS = 1000;

/**
 * Goes through one tenant's chain from its first row, in the order of the numbers. `end`: where the store says that it
 * ends. Each row is held against the hash that the row before it carries, so that one edit names one row.
 */
export async function verifyChain(
  rows: AsyncIterable<ChainedRow> | Iterable<ChainedRow>,
  end: ChainHead,
  signed: readonly CheckedHead[],
): Promise<Verdict> {
  const findings: Finding[] = [];
  const find = (finding: Finding) => {
    if (findings.length < MOST_FINDINGS) findings.push(finding);
  };
  const heads = new Map<number, CheckedHead>();
  for (const head of signed) {
    if (head.isGenuine) heads.set(head.seq, head);
    else find({ kind: 'forged', seq: head.seq });
  }
  let last: ChainHead = EMPTY;
  let count = 0;
  for await (const row of rows) {
    count += 1;
    const { seq, hash, atMs } = row;
    if (seq <= last.seq) {
      find({ kind: 'repeated', seq, atMs });
      continue;
    }
    if (seq > last.seq + 1) find({ kind: 'missing', seq: last.seq + 1, ...(seq > last.seq + 2 && { until: seq - 1 }) });
    // After a gap nobody can say what came before; the row's own place in the chain is vouched for by the next one.
    else if (hashOf(last.hash, row, seq) !== hash) find({ kind: 'edited', seq, atMs });
    const head = heads.get(seq);
    if (head && head.hash !== hash) find({ kind: 'rewritten', seq, atMs });
    last = { seq, hash };
  }
  const furthest = Math.max(end.seq, ...heads.keys());
  if (furthest > last.seq)
    find({ kind: 'cut', seq: last.seq + 1, ...(furthest > last.seq + 1 && { until: furthest }) });
  else if (end.seq < last.seq) find({ kind: 'unsigned', seq: end.seq + 1 });
  else if (end.hash !== last.hash) find({ kind: 'rewritten', seq: last.seq });
  return { rows: count, last, findings };
}
