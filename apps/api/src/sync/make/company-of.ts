import { ownValue } from '@sidelight/shared/own-property.ts';
import type { SyncRecord } from '../../connectors/sync-port.ts';
import { otherSide, type Side } from '../canonical/canon.ts';
import type { SyncScope, SyncStore } from '../ports.ts';
import type { Company } from './make-deps.ts';
import type { Making } from './ports.ts';

export interface CompanyDeps {
  readonly store: Pick<SyncStore, 'transact'>;
  /** Of companies. */
  readonly scope: SyncScope;
  /** The property that names the company, on the side the record is on. */
  readonly property: string;
  /** Whether companies may be made there, now. */
  mayBeMade(): Promise<boolean>;
}

/** For each that is before it. */
const WAIT_MS = 300;
const MOST_WAIT_MS = 60_000;

/** Companies come first: a record whose own is not there yet waits while it is to be made. */
export async function companyOf(
  { store, scope, property, mayBeMade }: CompanyDeps,
  from: Side,
  { values }: SyncRecord,
  { waits }: Making,
): Promise<Company> {
  const id = ownValue(values, property);
  if (typeof id !== 'string' || id === '') return { kind: 'none' };
  const canBeMade = await mayBeMade();
  return store.transact(scope, async (tx) => {
    const [linked] = await tx.bySide(from, [id]);
    if (linked) return linked.hold ? { kind: 'none' } : { kind: 'there', id: linked[otherSide(from)] };
    if (!canBeMade) return { kind: 'none' };
    if (waits === 0) await tx.want(from, [id], false);
    // What was in line, and is neither linked nor there any more, cannot be made.
    else if (!(await tx.isWanted(from, id))) return { kind: 'none' };
    return { kind: 'wait', forMs: Math.min(MOST_WAIT_MS, WAIT_MS * (await tx.inLine(from, id))) };
  });
}
