/** What was asked of a requester's link. */
interface LinkChange {
  readonly kind: 'pick' | 'take_back' | 'reject';
  readonly requesterId: string;
  readonly accountId: string;
}

/** What may be there of one requester, by all that was asked and acknowledged. */
interface Expected {
  /** The account that is picked; null: none is. More than one where nobody knows whether the last was done. */
  readonly picked: ReadonlySet<string | null>;
  /** Accounts that are rejected for sure; whatever is in neither may be or not. */
  readonly rejected: ReadonlySet<string>;
  readonly notRejected: ReadonlySet<string>;
}

/** A record of changes, each of which ends in an acknowledgement, or does not. */
export interface LinkBook {
  /** Call what it answers with the id of the request once that is acknowledged. */
  begin(change: LinkChange): (requestId: string) => void;
  acknowledged(): number;
  counts(): { readonly picked: number; readonly takenBack: number; readonly rejected: number };
  /** The action that each acknowledged request must have one row of. */
  rows(): ReadonlyMap<string, 'link.picked' | 'link.rejected'>;
  expected(): ReadonlyMap<string, Expected>;
}

interface Person {
  picked: Set<string | null>;
  rejected: Set<string>;
  notRejected: Set<string>;
}

export function openLinkBook(): LinkBook {
  const people = new Map<string, Person>();
  const rows = new Map<string, 'link.picked' | 'link.rejected'>();
  const counts = { pick: 0, take_back: 0, reject: 0 };
  const personOf = (id: string) => {
    const person = people.get(id) ?? { picked: new Set([null]), rejected: new Set(), notRejected: new Set() };
    people.set(id, person);
    return person;
  };
  return {
    begin({ kind, requesterId, accountId }) {
      const person = personOf(requesterId);
      const becomes = kind === 'pick' ? accountId : null;
      // Until it is acknowledged nobody knows.
      person.picked.add(becomes);
      if (kind === 'pick') person.rejected.delete(accountId);
      if (kind === 'reject') person.notRejected.delete(accountId);
      return (requestId) => {
        counts[kind]++;
        rows.set(requestId, kind === 'pick' ? 'link.picked' : 'link.rejected');
        person.picked = new Set([becomes]);
        if (kind === 'pick') person.notRejected.add(accountId);
        if (kind === 'reject') person.rejected.add(accountId);
      };
    },
    acknowledged: () => counts.pick + counts.take_back + counts.reject,
    counts: () => ({ picked: counts.pick, takenBack: counts.take_back, rejected: counts.reject }),
    rows: () => rows,
    expected: () => people,
  };
}
